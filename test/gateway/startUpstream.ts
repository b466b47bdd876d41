/** A server in the place of LangGraph's, whose replies a test writes. It listens on a free port. */
import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** A request that the server has received whole. */
export interface Received {
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly response: ServerResponse;
  /** `performance.now()` when it was received. */
  readonly receivedAt: number;
  /** Resolves with `performance.now()` when the response is complete or its connection is closed. */
  readonly over: Promise<number>;
}

export interface Upstream {
  /** The server's address without a slash at the end. */
  readonly url: string;
  readonly requests: readonly Received[];
  /** The number of open connections. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** @param certificate for a server that speaks https */
export async function startUpstream(
  answer: (request: Received) => unknown,
  certificate?: { readonly key: string; readonly cert: string },
): Promise<Upstream & { requests: Received[] }> {
  const requests: Received[] = [];
  const listener: RequestListener = async (incoming, response) => {
    response.on("error", () => {});
    const over = once(response, "close").then(() => performance.now());
    let body = "";
    try {
      for await (const piece of incoming.setEncoding("utf8")) body += String(piece);
    } catch {
      return;
    }
    const { method = "", url: path = "", headers } = incoming;
    const receivedAt = performance.now();
    const request = { method, path, headers, body, response, receivedAt, over };
    requests.push(request);
    await answer(request);
  };
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    // A server that listens on a port has an address with a port.
    url: `${certificate ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers a request with JSON. */
export function sendJson({ response }: Received, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Begins an event stream. */
export function beginStream({ response }: Received, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "content-type": "text/event-stream", ...headers });
  response.flushHeaders();
}
