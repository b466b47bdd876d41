import { useMemo } from "react";
import type { AnyRun } from "../../components/chat/AnyRun.js";
import type { AnalyticsCallbacks, OneShotChatLooks } from "../../components/chat/looks.js";
import { useStatelessRun } from "../../hooks/useStatelessRun.js";
import type { RunOptions } from "../../run/types.js";
import { fire } from "../events.js";
import { adviseDoctor } from "./adviseDoctor.js";

/** A run that asks the page, and the callbacks that tell the page about it. */
interface HostRun {
  readonly run: AnyRun;
  readonly callbacks: AnalyticsCallbacks;
  readonly onFeedback: OneShotChatLooks["onFeedback"];
}

/**
 * The run of an element, which tells the page about itself with events, and asks it before a question is sent.
 *
 * @param takesFeedback whether the owner wants feedback where no gateway takes it
 */
export function useHostRun(host: HTMLElement, options: RunOptions, takesFeedback = false): HostRun {
  const plain = useStatelessRun(options);
  const { submit, retry, question, feedbackToken } = plain;
  const { apiUrl, assistantId } = options;

  // The same functions from token to token, or every part would render for each.
  const asks = useMemo(
    () => ({
      submit: async (next: string) => {
        if (fire(host, "oneshot-ask", { question: next }, true)) await submit(next);
      },
      retry: async () => {
        if (fire(host, "oneshot-ask", { question }, true)) await retry();
      },
    }),
    [host, submit, retry, question],
  );
  const run = useMemo(() => ({ ...plain, ...asks }), [plain, asks]);

  const callbacks = useMemo(
    (): AnalyticsCallbacks => ({
      onFirstToken: (time) => fire(host, "oneshot-first-token", time),
      onFinished: (time) => fire(host, "oneshot-finish", time),
      onStopped: () => fire(host, "oneshot-stop", null),
      onFailed(failure) {
        fire(host, "oneshot-error", failure);
        adviseDoctor(failure.kind, apiUrl, assistantId);
      },
    }),
    [host, apiUrl, assistantId],
  );
  const hasTaker = takesFeedback || feedbackToken !== undefined;
  const onFeedback = useMemo(
    (): OneShotChatLooks["onFeedback"] =>
      hasTaker
        ? ({ value, reason, comment }) =>
            void fire(host, "oneshot-feedback", {
              value,
              ...(reason && { reason }),
              ...(comment && { comment }),
            })
        : undefined,
    [host, hasTaker],
  );
  return { run, callbacks, onFeedback };
}
