/**
 * What can go wrong with a run, as a closed union. The messages are for developers who log them;
 * words for visitors are in `components/labels/`.
 */

/** What every {@link RunError} carries. It is a real `Error`, so you can throw it to an error boundary. */
interface RunErrorBase extends Error {
  /** A plain sentence in English. Never the server's own text, which may hold internals. */
  readonly message: string;
  /** What was caught or received, unchanged, for logs. Not for visitors. */
  readonly cause: unknown;
  /** Whether asking the same question again may help. */
  readonly canRetry: boolean;
}

/** The closed list of what can go wrong. */
export type RunErrorKind =
  | "network"
  | "offline"
  | "timeout"
  | "unauthorized"
  | "not_found"
  | "invalid_input"
  | "too_large"
  | "rate_limited"
  | "budget_exceeded"
  | "duplicate_request"
  | "server"
  | "run_failed"
  | "truncated"
  | "no_answer"
  | "bad_response"
  | "interrupted"
  | "config";

/** The fields that some kinds have besides. */
interface RunErrorDetails {
  timeout: {
    /** Which deadline passed: for the first event, between bytes, or for the whole run. */
    readonly phase: "first_event" | "idle" | "run";
  };
  rate_limited: {
    /** How long the server asks to wait, in milliseconds; `undefined` where it does not say. */
    readonly retryAfterMs: number | undefined;
  };
  run_failed: {
    /** What the graph's exception said, where `exposeServerMessages` is set. */
    readonly serverMessage?: string;
  };
  interrupted: {
    /** What the graph's `interrupt()` asked for, where the server sent it. */
    readonly value: unknown;
  };
}

type DetailsOf<Kind extends RunErrorKind> = Kind extends keyof RunErrorDetails
  ? RunErrorDetails[Kind]
  : unknown;

/** Why a run failed: a union on `kind`. Switch on it, never on `message`. */
export type RunError = {
  [Kind in RunErrorKind]: RunErrorBase & { readonly kind: Kind } & DetailsOf<Kind>;
}[RunErrorKind];

const SENTENCES: Record<RunErrorKind, string> = {
  network: "The server could not be reached.",
  offline: "The browser is offline.",
  timeout: "The server took too long.",
  unauthorized: "The server refused: not authorized.",
  not_found: "The server does not know this assistant.",
  invalid_input: "The server refused the input.",
  too_large: "The server refused: too large.",
  rate_limited: "The server asks for a pause.",
  budget_exceeded: "The server's budget is used up.",
  duplicate_request: "The server has seen this submission before.",
  server: "The server failed.",
  run_failed: "The assistant failed.",
  truncated: "The answer ended before it was complete.",
  no_answer:
    "The run is complete, but no AI message in it has text; pass getAnswer to take the answer from the state.",
  bad_response: "The reply is not a run.",
  interrupted: "The assistant asks for a person, and a stateless run cannot wait for one.",
  config: "The run is set up wrongly.",
};

/** Kinds after which the same question may well succeed. */
const WORTH_RETRYING: ReadonlySet<RunErrorKind> = new Set([
  "network",
  "offline",
  "timeout",
  // The server does not know an assistant for a while during its deployment.
  "not_found",
  "rate_limited",
  "server",
  "run_failed",
  "truncated",
  // An agent that was cut off after its first tool call looks like a graph without an answer.
  "no_answer",
  "bad_response",
]);

/** Builds an error of one kind. Pass `message` only where it helps a developer more than the kind's sentence. */
export function runError<Kind extends RunErrorKind>(
  kind: Kind,
  details: DetailsOf<Kind> & { cause?: unknown; message?: string },
): RunError {
  const { cause, message = SENTENCES[kind], ...rest } = details;
  const error = new Error(message, { cause });
  error.name = "RunError";
  // TypeScript cannot build a union's member from a generic kind; the signature has checked the details.
  return Object.assign(error, rest, { kind, canRetry: WORTH_RETRYING.has(kind) }) as RunError;
}

export function isRunError(value: unknown): value is RunError {
  return value instanceof Error && value.name === "RunError" && "kind" in value;
}

/** A single event, or a waited-for state, is larger than `maxEventBytes`. */
export function eventTooLarge(): RunError {
  return runError("too_large", { message: "One event is larger than maxEventBytes." });
}
