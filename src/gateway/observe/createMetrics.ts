import type { RefusalCode } from "../codes.js";
import type { ReceivedFeedback, RunOutcome } from "../options.js";
import { createHistogram, createNumbers, type Family } from "./families.js";

/** The content type of `Metrics.text()`. */
export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** Figures for Prometheus. Times are in seconds, sizes in bytes. */
export interface Metrics {
  refused(code: RefusalCode, assistant: string | undefined): void;
  runStarted(assistant: string): void;
  runEnded(run: {
    readonly assistant: string;
    readonly outcome: RunOutcome;
    readonly ms: number;
    readonly bytes: number;
    readonly firstTokenMs?: number | undefined;
  }): void;
  rated(feedback: Pick<ReceivedFeedback, "assistant" | "value">): void;
  /** All figures in Prometheus' text format. */
  text(): string;
}

/** Every outcome. A record, so that the compiler asks for each new one. */
const OUTCOMES: Record<RunOutcome, true> = {
  success: true,
  no_answer: true,
  failed: true,
  interrupted: true,
  timeout: true,
  truncated: true,
  limit: true,
  upstream: true,
  stopped: true,
  replaced: true,
  shutdown: true,
};

const RUN_BOUNDS = [0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300];
const FIRST_TOKEN_BOUNDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60];

/**
 * Makes the figures of one gateway. Every label has a closed list of values, so nothing that visitors send makes the
 * figures grow.
 *
 * @param assistants the public names of the assistants
 * @param isRedisAvailable `undefined` if the gateway has no Redis
 */
export function createMetrics(
  assistants: readonly string[],
  isRedisAvailable: () => boolean | undefined = () => undefined,
): Metrics {
  const runs = createNumbers("counter", {
    name: "oneshot_chat_runs_total",
    help: "Runs that ended, by outcome.",
    labels: ["assistant", "outcome"],
  });
  const inProgress = createNumbers("gauge", {
    name: "oneshot_chat_runs_in_progress",
    help: "Runs in progress now.",
    labels: ["assistant"],
  });
  const duration = createHistogram({
    name: "oneshot_chat_run_duration_seconds",
    help: "Time from the request to the end of the run.",
    labels: ["assistant"],
    bounds: RUN_BOUNDS,
  });
  const firstToken = createHistogram({
    name: "oneshot_chat_first_token_seconds",
    help: "Time from the beginning of the stream to the first text of the answer.",
    labels: ["assistant"],
    bounds: FIRST_TOKEN_BOUNDS,
  });
  const sent = createNumbers("counter", {
    name: "oneshot_chat_sent_bytes_total",
    help: "Bytes of answers sent to visitors.",
    labels: ["assistant"],
  });
  const refusals = createNumbers("counter", {
    name: "oneshot_chat_refusals_total",
    help: "Requests that were refused, by code. The assistant is empty where the request named none.",
    labels: ["assistant", "code"],
  });
  const feedback = createNumbers("counter", {
    name: "oneshot_chat_feedback_total",
    help: "Ratings by visitors.",
    labels: ["assistant", "value"],
  });
  const families: readonly Family[] = [
    runs,
    inProgress,
    duration,
    firstToken,
    sent,
    refusals,
    feedback,
  ];

  // A counter that first appears with the value 1 has no rate before.
  for (const assistant of assistants) {
    for (const outcome of Object.keys(OUTCOMES)) runs.add([assistant, outcome], 0);
    for (const value of ["up", "down"]) feedback.add([assistant, value], 0);
    inProgress.add([assistant], 0);
    sent.add([assistant], 0);
  }

  return {
    refused(code, assistant = "") {
      refusals.add([assistants.includes(assistant) ? assistant : "", code]);
    },
    runStarted(assistant) {
      inProgress.add([assistant]);
    },
    runEnded({ assistant, outcome, ms, bytes, firstTokenMs }) {
      inProgress.add([assistant], -1);
      runs.add([assistant, outcome]);
      sent.add([assistant], bytes);
      duration.observe([assistant], ms / 1000);
      if (firstTokenMs !== undefined) firstToken.observe([assistant], firstTokenMs / 1000);
    },
    rated({ assistant, value }) {
      feedback.add([assistant, value]);
    },
    text() {
      const isAvailable = isRedisAvailable();
      const redis = createNumbers("gauge", {
        name: "oneshot_chat_redis_available",
        help: "1 if the limits are shared through Redis now, 0 if Redis cannot be reached.",
        labels: [],
      });
      redis.add([], isAvailable ? 1 : 0);
      const shown = isAvailable === undefined ? families : [...families, redis];
      return shown.map((family) => family.text()).join("");
    },
  };
}
