/** Reads what the SDK, HTTP and the network report, and LangGraph's `error` and `end` events. */
import { isRunError, runError, type RunError } from "./errors.js";
import { asObject } from "./json.js";
import { isNetworkFailure } from "./networkFailures.js";

/**
 * Reads whatever a run threw. Total: every value becomes one of the kinds.
 *
 * @param hasBegun whether events had come; a connection that breaks after that has cut an answer short
 */
export function toRunError(cause: unknown, { hasBegun } = { hasBegun: false }): RunError {
  if (isRunError(cause))
    return cause.kind === "timeout" && isOffline() ? runError("offline", { cause }) : cause;
  // Whatever it is, it cut the answer short: half a JSON text, or an HTTP status while the SDK reconnects.
  if (hasBegun) return runError(isOffline() ? "offline" : "truncated", { cause });
  const thrown = asObject(cause);
  // The SDK does not export its HTTPError, and names it plain "Error"; a numeric status identifies it.
  if (typeof thrown?.status === "number") return httpError(thrown.status, cause);
  const message = typeof thrown?.message === "string" ? thrown.message : "";
  if (message.startsWith("Expected response") || cause instanceof SyntaxError)
    return runError("bad_response", { cause });
  if (isOffline()) return runError("offline", { cause });
  // Some browsers word a failed connection in the visitor's language, so every TypeError of `fetch` counts as one.
  const isNetwork = cause instanceof TypeError || isNetworkFailure(cause);
  return runError(isNetwork ? "network" : "server", { cause });
}

/** Reads the data of an `error` event, or of `__error__` in a waited-for state. */
export function toRunFailure(cause: unknown, exposeServerMessages: boolean): RunError {
  // Stateless runs have no checkpointer, and without one `interrupt()` fails by this name.
  if (JSON.stringify(cause)?.includes("MISSING_CHECKPOINTER"))
    return runError("interrupted", { cause, value: undefined });
  const message = asObject(cause)?.message ?? cause;
  const isShown = exposeServerMessages && typeof message === "string";
  return runError("run_failed", { cause, ...(isShown && { serverMessage: message }) });
}

/**
 * Reads the data of an `end` event, `{ run_id, status, reason? } | null`.
 * Source: `event: end` as SDK 1.13 types it; `reason` is what a gateway adds.
 *
 * @returns an error, or whether the server says that the run succeeded
 */
export function readEnd(data: unknown): RunError | { readonly isWhole: boolean } {
  const { status, reason } = asObject(data) ?? {};
  switch (status) {
    case undefined:
    case null:
      return { isWhole: false };
    case "success":
      return { isWhole: true };
    case "timeout":
      return runError("timeout", { cause: data, phase: "run" });
    case "interrupted":
      return runError("interrupted", { cause: data, value: undefined });
    case "error":
      return failureFor(reason, data);
    default:
      // `rollback`: somebody cancelled the run and discarded it. An unknown status proves no success either.
      return runError("truncated", { cause: data });
  }
}

function failureFor(reason: unknown, cause: unknown): RunError {
  switch (reason) {
    case "truncated":
      return runError("truncated", { cause });
    case "limit":
      return runError("too_large", { cause });
    case "shutdown":
    case "upstream":
      return runError("server", { cause });
    default:
      return runError("run_failed", { cause });
  }
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
    // The server waited too long for the body of a visitor with a slow connection.
    case 408:
      return runError("network", { cause });
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

/** A longer wait gets no countdown. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/** `Retry-After` as milliseconds from now: seconds or an HTTP date (RFC 9110, section 10.2.3). */
function retryAfterMs(cause: unknown): number | undefined {
  const response = asObject(cause)?.response;
  const header = response instanceof Response ? response.headers.get("retry-after") : null;
  if (!header) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : msUntil(header);
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}

/** Engines read dates into texts such as "-5"; a real HTTP date has a time of day. */
function msUntil(date: string): number {
  return /\d:\d\d/.test(date) ? Date.parse(date) - Date.now() : NaN;
}

function isOffline(): boolean {
  return typeof navigator !== "undefined" && navigator.onLine === false;
}
