/** Which pages may ask: the operator's own, and no other. */
import { finding, ok, unknown, type Outcome } from "../Outcome.js";
import type { Site, SmallReply } from "../Site.js";

/** No site can have this origin: the top-level domain is reserved. Source: RFC 2606. */
const FOREIGN = "https://oneshot-chat-doctor.invalid";
const LIST_ORIGINS =
  "List your pages: allowedOrigins of the gateway, or http.cors.allow_origins in langgraph.json.";

export async function checkOrigins(site: Site): Promise<readonly Outcome[]> {
  return [await checkOwnOrigin(site), await checkForeignOrigin(site), await checkForms(site)];
}

async function checkOwnOrigin(site: Site): Promise<Outcome> {
  if (new URL(site.url).origin === site.origin)
    return ok(
      "cors",
      "The page has the same origin, so a browser asks without CORS. Pass --origin for another page.",
    );
  const reply = await preflight(site, site.origin);
  return mayAsk(reply, site.origin)
    ? ok("cors", `A page on ${site.origin} may ask.`)
    : finding(
        "cors",
        `A browser would not let ${site.origin} ask: the preflight got status ${reply.status} and allows ${allowed(reply)}.`,
        `${LIST_ORIGINS} Write the origin exactly so.`,
      );
}

async function checkForeignOrigin(site: Site): Promise<Outcome> {
  const reply = await preflight(site, FOREIGN);
  return mayAsk(reply, FOREIGN)
    ? finding(
        "other-sites",
        `Every site may ask at your cost: the server allows ${allowed(reply)}.`,
        LIST_ORIGINS,
      )
    : ok("other-sites", "A page on another site may not ask.");
}

/** A form of another site can send JSON as `text/plain` without a preflight. The body is no question, so no run begins. */
async function checkForms(site: Site): Promise<Outcome> {
  const headers = { "content-type": "text/plain", origin: FOREIGN };
  const reply = await site.call("/runs/stream", { headers, body: { assistant_id: 0 } });
  if (reply.status === 404)
    return unknown("forms", "There is nothing at /runs/stream, so no form was tried.");
  return reply.status === 400 || reply.status === 422
    ? finding(
        "forms",
        `A form on any site can ask: the server reads text/plain as JSON (status ${reply.status}).`,
        "Refuse everything but application/json, as the gateway does.",
      )
    : ok("forms", `A form on another site cannot ask (status ${reply.status}).`);
}

function preflight(site: Site, origin: string): Promise<SmallReply> {
  return site.call("/runs/stream", {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type",
    },
  });
}

function mayAsk({ status, headers }: SmallReply, origin: string): boolean {
  const headersAllowed = headers.get("access-control-allow-headers")?.toLowerCase() ?? "";
  const allowsJson = /\bcontent-type\b|\*/.test(headersAllowed);
  const allowsOrigin = ["*", origin].includes(headers.get("access-control-allow-origin") ?? "");
  return status >= 200 && status < 300 && allowsOrigin && allowsJson;
}

function allowed({ headers }: SmallReply): string {
  const origin = headers.get("access-control-allow-origin");
  return origin === null ? "no origin" : origin === "*" ? "every origin (*)" : origin;
}
