/**
 * Adapts the route to Express and Node's `http`. Call `app.use("/api/faq", toNodeHandler(handle))` before any body
 * parser.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

/** Express keeps the whole path in `originalUrl`. Its `url` is only the part below `/api/faq`. */
type NodeRequest = IncomingMessage & { originalUrl?: string };

/** Turns a handler from `Request` to `Response` into one for Express and Node's `http`. */
export function toNodeHandler(handle: (request: Request) => Promise<Response>) {
  return async function handleNode(request: NodeRequest, response: ServerResponse): Promise<void> {
    // When the visitor leaves, the call to the LangGraph server must end too.
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const reply = await handle(toRequest(request, gone.signal));
    response.writeHead(reply.status, Object.fromEntries(reply.headers));
    // Send the headers now, because the page waits for them, and a node may work for a while before it writes.
    response.flushHeaders();
    if (!reply.body) return void response.end();
    // Web streams have two sets of types, the browser's and Node's, for the same objects.
    const body = Readable.fromWeb(reply.body as ReadableStream);
    // If the visitor leaves or the server breaks off, the connection is closed, so no error can be sent.
    await pipeline(body, response).catch(() => {});
  };
}

function toRequest(request: NodeRequest, signal: AbortSignal): Request {
  const { method = "GET", originalUrl = request.url ?? "/", headers } = request;
  const hasBody = method !== "GET" && method !== "HEAD";
  const type = headers["content-type"];
  return new Request(new URL(originalUrl, "http://localhost"), {
    method,
    signal,
    headers: type === undefined ? {} : { "content-type": type },
    // Node needs `duplex` for a request whose body is a stream.
    ...(hasBody && { body: Readable.toWeb(request) as unknown as BodyInit, duplex: "half" }),
  });
}
