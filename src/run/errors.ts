/**
 * What can go wrong with a run, as a closed union; and the one place that reads SDK, HTTP and
 * network errors. Words for visitors live in `components/labels.ts`; the messages here are for
 * developers who log them.
 */
import { asObject } from "./messages.js";

/** What every {@link RunError} carries. It is a real `Error`, so it can be thrown to a boundary. */
interface RunErrorBase extends Error {
  /** A plain sentence in English. Never the server's own text, which may hold internals. */
  readonly message: string;
  /** What was caught or received, unchanged, for logs. Not for visitors. */
  readonly cause: unknown;
  /** Whether asking the same again may help. */
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
  | "bad_response"
  | "interrupted"
  | "config";

/** What some kinds tell besides. */
interface RunErrorDetails {
  timeout: {
    /** Which deadline passed: for the first event, between bytes, or for the whole run. */
    readonly phase: "first_event" | "idle" | "run";
  };
  rate_limited: {
    /** How long the server asked to wait, in milliseconds; `undefined` where it did not say. */
    readonly retryAfterMs: number | undefined;
  };
  run_failed: {
    /** What the graph's exception said, where `exposeServerMessages` is set. */
    readonly serverMessage?: string;
  };
  interrupted: {
    /** What the graph's `interrupt()` asked for, where it was sent. */
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
  duplicate_request: "The server has seen this submission.",
  server: "The server failed.",
  run_failed: "The assistant failed.",
  truncated: "The answer ended before it was complete.",
  bad_response: "The reply is not a run.",
  interrupted: "The assistant asks for a person, which a stateless run cannot wait for.",
  config: "The run is set up wrongly.",
};

/** Kinds after which the same question may well succeed. */
const WORTH_RETRYING: ReadonlySet<RunErrorKind> = new Set([
  "network",
  "offline",
  "timeout",
  // An assistant that is being deployed anew is unknown for a while.
  "not_found",
  "rate_limited",
  "server",
  "run_failed",
  "truncated",
  "bad_response",
]);

/** Builds an error of one kind. `message` only where a developer gains by more than the kind's sentence. */
export function runError<Kind extends RunErrorKind>(
  kind: Kind,
  details: DetailsOf<Kind> & { cause?: unknown; message?: string },
): RunError {
  const { cause, message = SENTENCES[kind], ...rest } = details;
  const error = new Error(message, { cause });
  error.name = "RunError";
  // TypeScript cannot put a union's member together from a generic kind; the signature has checked it.
  return Object.assign(error, rest, { kind, canRetry: WORTH_RETRYING.has(kind) }) as RunError;
}

function isRunError(value: unknown): value is RunError {
  return value instanceof Error && value.name === "RunError" && "kind" in value;
}

/**
 * Reads whatever a run threw. Total: every value becomes one of the kinds.
 *
 * @param hasBegun whether events had come; a connection lost then has cut an answer short
 */
export function toRunError(cause: unknown, { hasBegun } = { hasBegun: false }): RunError {
  if (isRunError(cause))
    return cause.kind === "timeout" && isOffline() ? runError("offline", { cause }) : cause;
  // Whatever it was, the answer was cut short by it: half a JSON text, an HTTP status as the SDK reconnects.
  if (hasBegun) return runError(isOffline() ? "offline" : "truncated", { cause });
  const thrown = asObject(cause);
  // The SDK does not export its HTTPError, whose name is plain "Error"; a numeric status is its mark.
  if (typeof thrown?.status === "number") return httpError(thrown.status, cause);
  const message = typeof thrown?.message === "string" ? thrown.message : "";
  if (message.startsWith("Expected response") || cause instanceof SyntaxError)
    return runError("bad_response", { cause });
  if (isOffline()) return runError("offline", { cause });
  if (cause instanceof TypeError || thrown?.name === "ConnectionError")
    return runError("network", { cause });
  return runError("server", { cause });
}

/** Reads the data of an `error` event, or of `__error__` in a waited-for state. */
export function toRunFailure(cause: unknown, exposeServerMessages: boolean): RunError {
  // Without a checkpointer, which stateless runs do not have, `interrupt()` fails by this name.
  if (JSON.stringify(cause)?.includes("MISSING_CHECKPOINTER"))
    return runError("interrupted", { cause, value: undefined });
  const message = asObject(cause)?.message ?? cause;
  const isTold = exposeServerMessages && typeof message === "string";
  return runError("run_failed", { cause, ...(isTold && { serverMessage: message }) });
}

function httpError(status: number, cause: unknown): RunError {
  switch (status) {
    case 401:
    case 403:
      return runError("unauthorized", { cause });
    case 402:
      return runError("budget_exceeded", { cause });
    case 404:
      return runError("not_found", { cause });
    case 409:
      return runError("duplicate_request", { cause });
    case 413:
      return runError("too_large", { cause });
    case 429:
      return runError("rate_limited", { cause, retryAfterMs: retryAfterMs(cause) });
  }
  if (status >= 500) return runError("server", { cause });
  // The Python server answers 422, and not 404, to an assistant that it does not know.
  if (status === 422 && /"Invalid assistant/.test(String(asObject(cause)?.text)))
    return runError("not_found", { cause });
  return runError(status >= 400 ? "invalid_input" : "bad_response", { cause });
}

/** A wait beyond this is not worth a countdown. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/** `Retry-After` as milliseconds from now: seconds or an HTTP date (RFC 9110, section 10.2.3). */
function retryAfterMs(cause: unknown): number | undefined {
  const response = asObject(cause)?.response;
  const header = response instanceof Response ? response.headers.get("retry-after") : null;
  if (!header) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : msUntil(header);
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}

/** A date has a time of day; of much else, "-5" for one, engines make a date as well. */
function msUntil(date: string): number {
  return /\d:\d\d/.test(date) ? Date.parse(date) - Date.now() : NaN;
}

function isOffline(): boolean {
  return typeof navigator !== "undefined" && navigator.onLine === false;
}
