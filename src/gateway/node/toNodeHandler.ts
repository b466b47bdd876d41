/**
 * Connects a gateway to Node's `http` server, and to Express, which hands on the same objects. Why this is not
 * `@hono/node-server` or `srvx`: docs/decisions/gateway-adapters.md.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Gateway } from "../createGateway.js";
import type { Exchange, Reply } from "../exchange.js";
import { streamHeaders } from "../streamHeaders.js";
import { bodyOf } from "./bodyOf.js";
import { createNodeSink } from "./createNodeSink.js";
import { discardRest } from "./discardRest.js";
import { createNodeSender } from "./sendWithNode.js";

export type NodeHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * Makes a request listener for `http.createServer`, or a handler for Express: `app.use("/api/faq", toNodeHandler(gateway))`.
 * Express takes its mount path off the address, so the gateway then needs no `basePath`.
 *
 * The address of the visitor is that of the connection. The handler never throws.
 */
export function toNodeHandler(gateway: Pick<Gateway, "handle">): NodeHandler {
  const { send } = createNodeSender();

  function handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const gone = new AbortController();
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) gone.abort();
    });
    const [path = ""] = (incoming.url ?? "").split("?", 1);
    const exchange: Exchange = {
      method: incoming.method ?? "GET",
      path,
      headers: headersOf(incoming),
      address: incoming.socket.remoteAddress,
      body: bodyOf(incoming),
      gone: gone.signal,
      send,
    };
    gateway.handle(exchange).then(
      (reply) => answer(incoming, outgoing, reply),
      // A gateway answers every request. Without a reply, the visitor's client must not wait.
      () => outgoing.destroy(),
    );
  }

  return (incoming, outgoing) => {
    if (outgoing.socket) return handle(incoming, outgoing);
    // A client may send requests without waiting for replies. The reply to this one has to wait for an earlier one, and Node
    // does not tell a waiting reply that its connection is closed. So its run begins later.
    outgoing.once("socket", () => handle(incoming, outgoing));
  };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { status, headers, body }: Reply,
): Promise<void> {
  if (outgoing.destroyed) return;
  discardRest(incoming, outgoing);
  if (typeof body === "string") {
    // RFC 9110, section 8.6: a reply with status 204 must not have the length.
    const length = status === 204 ? {} : { "content-length": Buffer.byteLength(body) };
    outgoing.writeHead(status, { ...headers, ...length });
    outgoing.end(body);
    return;
  }
  outgoing.writeHead(status, streamHeaders(headers));
  // The visitor's client learns at once that it is being answered. Events are small and must not wait for each other.
  outgoing.flushHeaders();
  outgoing.socket?.setNoDelay(true);
  await body(createNodeSink(outgoing));
  outgoing.end();
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  return headers;
}
