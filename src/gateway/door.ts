/** Which of the gateway's few addresses a request is for, and whether it may come in. Reads no body. */
import type { RefusalCode } from "./codes.js";
import type { Exchange, Reply } from "./exchange.js";
import { commonHeaders, refuse } from "./replies.js";
import type { Settings } from "./settings.js";

export type DoorName = "stream" | "wait" | "feedback" | "health";

/** A door that is open for this request, or the reply that ends it. */
export type OpenedDoor =
  | { readonly door: DoorName; readonly reply?: undefined; readonly refusal?: undefined }
  | { readonly door: DoorName | undefined; readonly reply: Reply; readonly refusal?: RefusalCode };

interface Door {
  readonly name: DoorName;
  readonly method: "GET" | "POST";
}

const DOORS: ReadonlyMap<string, Door> = new Map([
  ["/runs/stream", { name: "stream", method: "POST" }],
  ["/runs/wait", { name: "wait", method: "POST" }],
  ["/feedback", { name: "feedback", method: "POST" }],
  ["/healthz", { name: "health", method: "GET" }],
]);

/** Chromium keeps a preflight for at most two hours. */
const PREFLIGHT_SECONDS = 7_200;
/** JSON is UTF-8 (RFC 8259, section 8.1), so no other charset is read. */
const JSON_TYPE = /^application\/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?$/i;
/** Header names as browsers list them in a preflight. */
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+(, ?[\w!#$%&'*+.^`|~-]+)*$/;

/** Checks path, method, origin and content type, in this order. */
export function openDoor(settings: Settings, exchange: Exchange): OpenedDoor {
  const { method, path, headers } = exchange;
  const origin = headers.get("origin");
  const common = commonHeaders(settings, origin);
  const refused = (refusal: RefusalCode, extra: Readonly<Record<string, string>> = {}) =>
    ({ door: door?.name, refusal, reply: refuse(refusal, common, { headers: extra }) }) as const;

  // The path is compared and never decoded, so no spelling of another path gets here.
  const door = path.startsWith(settings.basePath)
    ? DOORS.get(path.slice(settings.basePath.length))
    : undefined;
  if (!door || (door.name === "feedback" && !settings.feedback)) return refused("not_found");
  const isPreflight =
    method === "OPTIONS" && door.method === "POST" && headers.has("access-control-request-method");
  if (method !== door.method && !isPreflight)
    return refused("method_not_allowed", { allow: door.method });
  if (door.name === "health") return { door: "health" };

  const isFromPage = origin !== null;
  if (isFromPage ? !settings.allowedOrigins.has(origin) : !settings.allowMissingOrigin)
    return refused("origin_refused");
  if (isPreflight) return { door: door.name, reply: preflight(common, headers) };
  // Forms of other sites cannot send this type, and it makes browsers ask before they send.
  const isJson = JSON_TYPE.test(headers.get("content-type") ?? "");
  const encoding = headers.get("content-encoding") ?? "identity";
  if (!isJson || encoding.toLowerCase() !== "identity") return refused("unsupported_media_type");
  return { door: door.name };
}

/** Pages may send any header, because the gateway passes none on. An `authorize` function may read them. */
function preflight(common: Readonly<Record<string, string>>, headers: Headers): Reply {
  const asked = headers.get("access-control-request-headers") ?? "";
  return {
    status: 204,
    headers: {
      ...common,
      vary: "Origin, Access-Control-Request-Headers",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": HEADER_NAMES.test(asked) ? asked : "content-type",
      "access-control-max-age": String(PREFLIGHT_SECONDS),
    },
    body: "",
  };
}
