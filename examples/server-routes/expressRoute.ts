/** For Express and Node's own `http`: `app.use("/api/faq", toNodeHandler(handle))`, before any body parser. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

/** Express keeps the whole path here, and in `url` what is left of it below `/api/faq`. */
type NodeRequest = IncomingMessage & { originalUrl?: string };

/** Makes a handler for Express and Node's `http` out of one from `Request` to `Response`. */
export function toNodeHandler(handle: (request: Request) => Promise<Response>) {
  return async function handleNode(request: NodeRequest, response: ServerResponse): Promise<void> {
    // The visitor has left, so the call to the LangGraph server ends too.
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const reply = await handle(toRequest(request, gone.signal));
    response.writeHead(reply.status, Object.fromEntries(reply.headers));
    // A node may work in silence first, and the page waits for the headers to say that the run has begun.
    response.flushHeaders();
    if (!reply.body) return void response.end();
    // The streams of the web and of Node are the same objects with two sets of types.
    const body = Readable.fromWeb(reply.body as ReadableStream);
    // A visitor who leaves, or a server that cuts its answer, ends the connection. There is nothing left to report.
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
    // Node's own types for a request with a stream as its body.
    ...(hasBody && { body: Readable.toWeb(request) as unknown as BodyInit, duplex: "half" }),
  });
}
