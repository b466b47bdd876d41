/** A route in front of a LangGraph server that needs a key. Copy this file and `checkBody.ts`. */
import { readObject, toRun, toSearch, UUID, type Body } from "./checkBody.js";

export interface LangGraphRouteOptions {
  /** The address of the LangGraph server: `"https://my-deployment.example"`. */
  readonly serverUrl: string;
  /** The key for the header `x-api-key` of requests to the LangGraph server. Visitors never see it. */
  readonly apiKey: string;
  /** The only assistant that visitors may ask: a graph's name or an assistant's id. */
  readonly assistantId: string;
  /** The path of the route. The page uses it as `apiUrl`: `"/api/faq"`. */
  readonly path: string;
}

/** The headers of a reply that the page needs. */
const PASSED_HEADERS = ["content-type", "content-location", "retry-after"];

interface Call {
  readonly method: string;
  readonly path: RegExp;
  /** The query of the call. The visitor's own query is never forwarded. */
  readonly query?: string;
  /** Makes a new body from the visitor's body. `undefined` refuses the request. */
  readonly toBody?: (sent: Body, assistantId: string) => Body | undefined;
}

/**
 * The calls that the route forwards: the question, the search that asks whether a run is over, and the calls that
 * cancel a run when a visitor stops it. Every other call gets 404.
 */
const CALLS: readonly Call[] = [
  { method: "POST", path: /^\/runs\/(?:stream|wait)$/, toBody: toRun },
  { method: "POST", path: /^\/threads\/search$/, toBody: toSearch },
  { method: "GET", path: new RegExp(`^/threads/${UUID}/runs$`, "i") },
  {
    method: "POST",
    path: new RegExp(`^/threads/${UUID}/runs/${UUID}/cancel$`, "i"),
    query: "?wait=0&action=interrupt",
  },
];

/**
 * Makes a handler from `Request` to `Response`, as Next.js, Hono, Deno and others use it. It streams the reply, and it
 * ends the call to the LangGraph server when the visitor's connection closes.
 *
 * Before you call the handler, limit how often a visitor may ask, because everybody who can read your page can call it.
 */
export function createLangGraphRoute(options: LangGraphRouteOptions) {
  return async function handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const path = pathname.startsWith(`${options.path}/`) ? pathname.slice(options.path.length) : "";
    const call = CALLS.find((each) => each.method === request.method && each.path.test(path));
    if (!call) return refuse(404, "There is no such call here.");

    let body: string | undefined;
    if (call.toBody) {
      // A form on another site cannot send this type without a preflight.
      if (!request.headers.get("content-type")?.startsWith("application/json"))
        return refuse(415, "The body must be JSON.");
      const sent = await readObject(request);
      if (!sent) return refuse(413, "The body is too large.");
      const checked = call.toBody(sent, options.assistantId);
      if (!checked) return refuse(400, "The body is not what this route expects.");
      body = JSON.stringify(checked);
    }

    try {
      const reply = await fetch(`${options.serverUrl}${path}${call.query ?? ""}`, {
        method: call.method,
        headers: {
          "x-api-key": options.apiKey,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body }),
        redirect: "error",
        signal: request.signal,
      });
      if (reply.status === 401 || reply.status === 403) {
        // The key belongs to this server, so the error is not the visitor's.
        console.error(`The LangGraph server refused the key with ${reply.status}.`);
        await reply.body?.cancel();
        return refuse(502, "The assistant is not available.");
      }
      const headers = new Headers({ "cache-control": "no-store", "x-accel-buffering": "no" });
      for (const name of PASSED_HEADERS) {
        const value = reply.headers.get(name);
        if (value !== null) headers.set(name, value);
      }
      return new Response(reply.body, { status: reply.status, headers });
    } catch (error) {
      if (!request.signal.aborted) console.error(error);
      return refuse(502, "The assistant is not available.");
    }
  };
}

function refuse(status: number, detail: string): Response {
  return Response.json({ detail }, { status, headers: { "cache-control": "no-store" } });
}
