/** A graph shape as data: what the graph does, and how its run ends on each server and in each way of asking. */
import type { JsonObject } from "../../src/langgraph/json.js";
import type { RunSettings } from "../../src/run/types.js";

/**
 * The five ways of asking for a run: `runs.wait`, the default stream modes, the default stream modes with subgraphs,
 * and the stream modes `values` and `updates` alone.
 */
export const WAYS = ["wait", "stream", "subgraphs", "values", "updates"] as const;
export type Way = (typeof WAYS)[number];
export type ServerName = "JavaScript" | "Python";

/** How a run ends and with which text. */
export interface Ending {
  readonly ends: "success" | "no_answer" | "run_failed" | "interrupted" | "truncated";
  /** `undefined` allows any text. */
  readonly answer?: string | undefined;
}

export interface Expected {
  readonly ends: Ending["ends"];
  /** The text that `runs.wait` gives: the last AI message with words in the final state. */
  readonly answer: string;
  /** The text that the token modes show instead, if no node returned a message or the run failed. */
  readonly streamedAnswer?: string;
  readonly input?: JsonObject;
  readonly options?: Pick<RunSettings, "answerNodes" | "getAnswer" | "expectsAnswer">;
  /** Ways of asking that end differently, because the server sends too little there. `why` says what is missing. */
  readonly exceptions?: Partial<Record<Way, Ending & { readonly why: string }>>;
  /** Whether the exceptions of the stream modes go away if `streamMode` has `values` besides. */
  readonly isRightWithValues?: true;
  /** The server that the shape is written for, if there is no such graph on the other. */
  readonly only?: ServerName;
  /** Fields that differ on one server. */
  readonly on?: Partial<Record<ServerName, Partial<Omit<Expected, "on">>>>;
}

export interface GraphShape extends Expected {
  readonly name: string;
  /** One sentence that says what the graph does. */
  readonly description: string;
  /** The file that holds the graph, without its extension. */
  readonly topic: string;
}

/** Returns how a shape's run ends on a server, for one way of asking. */
export function endingOf(shape: GraphShape, server: ServerName, way: Way): Ending {
  const { ends, answer, streamedAnswer, exceptions } = { ...shape, ...shape.on?.[server] };
  const exception = exceptions?.[way];
  if (exception) return exception;
  const hasTokens = way === "stream" || way === "subgraphs";
  if (ends !== "success") return { ends, answer: hasTokens ? streamedAnswer : undefined };
  if (streamedAnswer === undefined) return { ends, answer };
  return hasTokens ? { ends, answer: streamedAnswer } : { ends: "no_answer", answer: "" };
}
