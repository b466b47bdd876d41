import { useEffect, useRef, useState } from "react";
import type { AnyRun } from "./AnyRun.js";
import type { AnalyticsCallbacks } from "./looks.js";
import { useLatest } from "./useLatest.js";

/**
 * Measures each run and reports it to the page.
 *
 * @returns the time from the question to the complete answer, in milliseconds; `undefined` before
 */
export function useRunTimes(run: AnyRun, callbacks: AnalyticsCallbacks): number | undefined {
  const { status, error, runId, question } = run;
  const hasAnswer = run.answer !== "";
  const latest = useLatest(callbacks);
  const isRunning = status === "pending" || status === "streaming";
  const started = useRef<{ atMs: number; hasAnswer: boolean } | undefined>(undefined);
  // A run that ends within one frame is never seen running. Its id or its error tells it from the last one.
  const end = status === "idle" || isRunning ? undefined : (error ?? runId ?? status);
  const reportedEnd = useRef(end);
  const [timeTakenMs, setTimeTakenMs] = useState<number>();

  useEffect(() => {
    if (status === "idle" || question === "") return;
    if (!started.current && end !== undefined && end === reportedEnd.current) return;
    reportedEnd.current = end;
    const report = latest.current;
    if (!started.current) {
      started.current = { atMs: performance.now(), hasAnswer: false };
      setTimeTakenMs(undefined);
      report.onAsked?.();
    }
    const ms = performance.now() - started.current.atMs;
    if (hasAnswer && !started.current.hasAnswer) {
      started.current.hasAnswer = true;
      report.onFirstToken?.({ ms });
    }
    if (end === undefined) return;
    started.current = undefined;
    if (status === "success") {
      setTimeTakenMs(ms);
      report.onFinished?.({ ms });
    } else if (status === "stopped") report.onStopped?.();
    else if (error) report.onFailed?.({ kind: error.kind });
  }, [status, end, hasAnswer, error, question, latest]);

  return status === "success" ? timeTakenMs : undefined;
}
