/** Connects a gateway to everything that speaks `Request` and `Response`: Next.js route handlers, Hono, Deno. */
import type { Exchange, Reply } from "../exchange.js";
import { streamHeaders } from "../streamHeaders.js";
import { sendWithFetch } from "./sendWithFetch.js";
import { streamReply } from "./streamReply.js";

/** What a runtime knows of a request besides the `Request`. */
export interface RequestContext {
  /** The visitor's address, if it is known. */
  readonly address?: string | undefined;
}

export type FetchHandler = (request: Request, context?: RequestContext) => Promise<Response>;

/**
 * A visitor counts as gone if the request's signal aborts and if the runtime cancels the response's body. Some runtimes
 * do only one of them.
 */
export function toFetchHandler(handle: (exchange: Exchange) => Promise<Reply>): FetchHandler {
  return async (request, context = {}) => {
    const gone = new AbortController();
    const leave = () => gone.abort();
    if (request.signal.aborted) leave();
    else request.signal.addEventListener("abort", leave, { once: true });
    const { status, headers, body } = await handle({
      method: request.method,
      path: new URL(request.url).pathname,
      headers: request.headers,
      address: context.address,
      body: request.body ? readBody(request.body) : undefined,
      gone: gone.signal,
      send: sendWithFetch,
    });
    if (typeof body === "string")
      // These statuses must not have a body.
      return new Response(status === 204 || status === 304 ? null : body, { status, headers });
    return new Response(streamReply(body, gone), { status, headers: streamHeaders(headers) });
  };
}

/** Reads only as much as is asked for. A reader that leaves early gives the body back without cancelling it. */
async function* readBody(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}
