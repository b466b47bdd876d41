import {
  createLimits,
  type Limits,
  type LimitsOptions,
} from "../../../src/gateway/limits/createLimits.js";

const OFF: LimitsOptions["limits"] = {
  runsPerVisitorPerWindow: Infinity,
  visitorWindowMs: 60_000,
  runsPerVisitorPerDay: Infinity,
  concurrentRunsPerVisitor: Infinity,
  runsPerAssistantPerMinute: Infinity,
  runsPerAssistantPerDay: Infinity,
  concurrentRunsPerAssistant: Infinity,
  feedbackPerVisitorPerWindow: Infinity,
};

/** Counters of which only the named ones are on. Redis may take its time, because the machine may be busy. */
export function limitsOf(
  limits: Partial<LimitsOptions["limits"]>,
  options: Partial<Omit<LimitsOptions, "limits">> = {},
): Limits {
  return createLimits({
    limits: { ...OFF, ...limits },
    log: () => {},
    redisTimeoutMs: 30_000,
    ...options,
  });
}

/** Asks `times` times at the same moment, and keeps the slots. */
export function takeMany(limits: Limits, times: number, visitor = "a", assistant = "faq") {
  return Promise.all(Array.from({ length: times }, () => limits.takeRun({ visitor, assistant })));
}

/** How many of the answers are each refusal, or `taken`. */
export function tally(answers: Awaited<ReturnType<typeof takeMany>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const name = "refusal" in answer ? answer.refusal : "taken";
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
