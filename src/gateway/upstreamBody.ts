/** Builds the body for the LangGraph server. Nothing of the visitor's body is copied as a whole. */
import type { CheckedQuestion } from "./checkQuestion.js";
import type { Settings } from "./settings.js";

/** Every key that the LangGraph server can get. */
export const UPSTREAM_BODY_KEYS = [
  "assistant_id",
  "input",
  "stream_mode",
  "stream_subgraphs",
  "on_disconnect",
  "config",
  "context",
  "metadata",
] as const;

/** What the gateway adds to a checked question. */
export interface UpstreamExtras {
  readonly kind: "stream" | "wait";
  /** From `authorize`. It wins over the visitor's context. */
  readonly context: Readonly<Record<string, unknown>> | undefined;
  /** The key by which the gateway finds the run: `Claim.upstreamKey`. */
  readonly oneshotKey: string;
}

/** @throws a `TypeError` if the operator's schema or `authorize` gave what JSON cannot hold */
export function upstreamBody(
  question: CheckedQuestion,
  { kind, context: added, oneshotKey }: UpstreamExtras,
  settings: Settings,
): Readonly<Record<string, unknown>> {
  const { streamModes, streamSubgraphs, recursionLimit } = settings;
  const context = { ...question.context, ...added };
  const body: Partial<Record<(typeof UPSTREAM_BODY_KEYS)[number], unknown>> = {
    assistant_id: question.assistantId,
    input: question.input,
    ...(kind === "stream" && { stream_mode: streamModes }),
    ...(kind === "stream" && streamSubgraphs && { stream_subgraphs: true }),
    on_disconnect: "cancel",
    config: { recursion_limit: recursionLimit },
    ...(Object.keys(context).length > 0 && { context }),
    metadata: { oneshot_key: oneshotKey },
  };
  JSON.stringify(body);
  return body;
}
