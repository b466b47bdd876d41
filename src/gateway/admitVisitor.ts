/** From an open door to a question that may be asked: body, question, the operator's own decision, and who asks. */
import { checkQuestion, type CheckedQuestion, type QuestionCheck } from "./checkQuestion.js";
import type { RefusalCode } from "./codes.js";
import type { Exchange } from "./exchange.js";
import { visitorAddress, visitorKey } from "./limits/visitorKey.js";
import { inTime } from "./inTime.js";
import { nameOf } from "./nameOf.js";
import type { Authorization } from "./options.js";
import { isObject, readBody } from "./readBody.js";
import type { Settings } from "./settings.js";

export interface Admitted {
  readonly question: CheckedQuestion;
  /** The key under which this visitor's runs are counted. */
  readonly visitor: string;
  /** What `authorize` adds to the graph's context. */
  readonly context: Readonly<Record<string, unknown>> | undefined;
}

export type Admission =
  | { readonly admitted: Admitted; readonly refusal?: undefined }
  | { readonly admitted?: undefined; readonly refusal: RefusalCode; readonly assistant?: string };

/** Never rejects. */
export async function admitVisitor(settings: Settings, exchange: Exchange): Promise<Admission> {
  const read = await readBody(exchange, settings.limits);
  if (read.refusal) return read;
  const checked = await inTime(checkQuestion(read.body, settings)).catch(
    (cause: unknown): QuestionCheck => {
      settings.log({ level: "error", event: "input_schema_failed", cause: nameOf(cause) });
      return { refusal: "internal" };
    },
  );
  if (checked.refusal) return checked;
  const { question } = checked;
  const { assistant } = question;
  const authorization = await authorize(settings, exchange, assistant);
  if (typeof authorization === "string") return { refusal: authorization, assistant };
  const { visitorId, context } = authorization;
  const visitor =
    // The prefix keeps an operator's name from being that of an address.
    visitorId === undefined ? visitorKey(originOf(settings, exchange)) : `id:${visitorId}`;
  return { admitted: { question, visitor, context } };
}

export function originOf({ trustedProxies }: Settings, { address, headers }: Exchange) {
  return { address, forwardedFor: headers.get("x-forwarded-for"), trustedProxies };
}

async function authorize(
  settings: Settings,
  exchange: Exchange,
  assistant: string,
): Promise<Exclude<Authorization, boolean> | RefusalCode> {
  if (!settings.authorize) return {};
  const { method, path, headers } = exchange;
  const address = visitorAddress(originOf(settings, exchange));
  try {
    const decision: unknown = await inTime(
      settings.authorize({ method, path, headers, address, assistant }),
    );
    if (decision === true) return {};
    if (isAuthorization(decision)) return decision;
    // A function without types may return anything, such as `{ success: false }`, which must not let anybody in.
    if (typeof decision === "object" && decision !== null)
      settings.log({ level: "error", event: "authorize_failed", cause: "NoAuthorization" });
    return "unauthorized";
  } catch (cause) {
    settings.log({ level: "error", event: "authorize_failed", cause: nameOf(cause) });
    return "limits_unavailable";
  }
}

/** An object with `visitorId` and `context` alone. Every other object may mean a refusal in words of its own. */
function isAuthorization(decision: unknown): decision is Exclude<Authorization, boolean> {
  if (!isObject(decision)) return false;
  const { visitorId, context, ...others } = decision;
  return (
    // Not so for a `Response` or an error.
    Object.prototype.toString.call(decision) === "[object Object]" &&
    Object.keys(others).length === 0 &&
    (visitorId === undefined || typeof visitorId === "string") &&
    (context === undefined || isObject(context))
  );
}
