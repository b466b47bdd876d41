/** Tells a connection that failed from a bug in the caller's own `fetch` or client: both may throw a `TypeError`. */
import { asObject } from "./json.js";

/** `ConnectionError` is the SDK's name, the others are those of browsers and Node. */
const NETWORK_NAMES: ReadonlySet<unknown> = new Set([
  "ConnectionError",
  "NetworkError",
  "AbortError",
  "TimeoutError",
]);

/** How Chrome, Node, Firefox, Safari, polyfills, Bun and Deno begin their messages, in this order. */
const NETWORK_MESSAGES =
  /^(failed to fetch|fetch failed|terminated|network|load failed|the (network|internet) connection|could not connect|unable to connect|error sending request)/i;

/** The codes of Node's system errors and of undici, such as `ECONNREFUSED`, and Bun's `ConnectionRefused`. */
const NETWORK_CODES = /^(E[A-Z]{3,}|UND_ERR_|Connection)/;

/** Whether `fetch` or the SDK reports that no connection could be made, or that one broke. */
export function isNetworkFailure(cause: unknown): boolean {
  const { name, message, code } = asObject(cause) ?? {};
  if (NETWORK_NAMES.has(name)) return true;
  if (typeof code === "string" && NETWORK_CODES.test(code)) return true;
  return typeof message === "string" && NETWORK_MESSAGES.test(message);
}

/** Whether an error shows a bug, such as a call of something that is no function. */
export function isBug(cause: unknown): boolean {
  const isOfCode =
    cause instanceof TypeError || cause instanceof ReferenceError || cause instanceof RangeError;
  return isOfCode && !isNetworkFailure(cause);
}
