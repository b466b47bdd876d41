/** Replies that the gateway makes itself, and the headers that every reply has. */
import { REFUSALS, type RefusalCode } from "./codes.js";
import type { Reply } from "./exchange.js";
import type { Settings } from "./settings.js";

/** What a page of another origin may read besides the headers that CORS always shows. */
const EXPOSED = "oneshot-gateway, retry-after";

/** The headers of every reply to a request from this origin. */
export function commonHeaders(
  settings: Settings,
  origin: string | null,
): Readonly<Record<string, string>> {
  const isAllowed = origin !== null && settings.allowedOrigins.has(origin);
  return {
    "cache-control": "no-store",
    // The reply depends on the origin even where it is refused, so that no cache mixes up the two.
    vary: "Origin",
    "x-content-type-options": "nosniff",
    "oneshot-gateway": "1",
    ...(isAllowed && {
      "access-control-allow-origin": origin,
      "access-control-expose-headers": EXPOSED,
    }),
  };
}

export interface RefusalDetails {
  /** Milliseconds until another try makes sense, where they are known. */
  readonly retryAfterMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal: `{ code, detail }`, and `Retry-After` in whole seconds. */
export function refuse(
  code: RefusalCode,
  common: Readonly<Record<string, string>>,
  { retryAfterMs, headers }: RefusalDetails = {},
): Reply {
  const [status, detail] = REFUSALS[code];
  return {
    status,
    headers: {
      ...common,
      ...headers,
      "content-type": "application/json",
      ...(retryAfterMs !== undefined && {
        "retry-after": String(Math.max(1, Math.ceil(retryAfterMs / 1000))),
      }),
    },
    body: JSON.stringify({ code, detail }),
  };
}
