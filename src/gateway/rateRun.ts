/** A visitor's rating of an answer: `POST /feedback`. */
import { originOf } from "./admitVisitor.js";
import type { RefusalCode } from "./codes.js";
import type { Exchange, Reply } from "./exchange.js";
import type { GatewayParts } from "./GatewayParts.js";
import { visitorKey } from "./limits/visitorKey.js";
import { readBody } from "./readBody.js";
import { refuse } from "./replies.js";

/** Answers with status 204 if the rating was passed on. */
export async function rateRun(
  { settings, feedback, observer }: GatewayParts,
  exchange: Exchange,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  const refuseRating = (code: RefusalCode, retryAfterMs?: number): Reply => {
    observer.refused(code, exchange);
    return refuse(code, headers, { retryAfterMs });
  };
  if (!feedback) return refuseRating("not_found");
  const read = await readBody(exchange, settings.limits);
  if (read.refusal === "invalid_body") return refuseRating("invalid_feedback");
  if (read.refusal) return refuseRating(read.refusal);
  const visitor = visitorKey(originOf(settings, exchange));
  const received = await feedback.receive(read.body, visitor);
  if ("refusal" in received) return refuseRating(received.refusal, received.retryAfterMs);
  observer.rated(received.feedback);
  return { status: 204, headers, body: "" };
}
