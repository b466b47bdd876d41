/** Writes what happens into the log, and calls the operator's `onRun`. */
import { nameOf } from "./nameOf.js";
import type { Observer } from "./GatewayParts.js";
import type { RunReport } from "./options.js";
import type { Settings } from "./settings.js";

export function createObserver({ log, onRun, reportQuestions }: Settings): Observer {
  return {
    refused(code, assistant) {
      log({ level: "info", event: "refused", code, assistant });
    },
    runStarted() {},
    runEnded({ assistant, runId, question, outcome, ms, bytes, firstTokenMs }) {
      log({
        level: "info",
        event: "run_ended",
        assistant,
        outcome,
        ms: Math.round(ms),
        bytes,
        firstTokenMs: firstTokenMs === undefined ? undefined : Math.round(firstTokenMs),
      });
      void report({
        assistant,
        outcome,
        ms,
        ...(runId !== undefined && { runId }),
        ...(reportQuestions && question !== undefined && { question }),
      });
    },
    rated(feedback) {
      const { assistant, runId, value } = feedback;
      log({ level: "info", event: "rated", assistant, value });
      void report({ assistant, runId, feedback });
    },
  };

  async function report(run: RunReport): Promise<void> {
    try {
      await onRun?.(run);
    } catch (cause) {
      log({ level: "error", event: "on_run_failed", cause: nameOf(cause) });
    }
  }
}
