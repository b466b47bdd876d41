/** Writes what happens into the log and the metrics, and calls the operator's `onRun`. */
import { originOf } from "../admitVisitor.js";
import type { Observer } from "../GatewayParts.js";
import { visitorAddress } from "../limits/visitorKey.js";
import { nameOf } from "../nameOf.js";
import type { RunReport } from "../options.js";
import type { Settings } from "../settings.js";
import type { Metrics } from "./createMetrics.js";
import { maskAddress } from "./maskAddress.js";

export function createObserver(settings: Settings, metrics: Metrics): Observer {
  const { log, onRun, reportQuestions } = settings;
  return {
    refused(code, exchange, assistant) {
      metrics.refused(code, assistant);
      const network = maskAddress(visitorAddress(originOf(settings, exchange)));
      log({ level: "info", event: "refused", code, assistant, network });
    },
    runStarted: metrics.runStarted,
    runEnded(run) {
      metrics.runEnded(run);
      const { assistant, runId, question, outcome, ms, bytes, firstTokenMs } = run;
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
      metrics.rated(feedback);
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
