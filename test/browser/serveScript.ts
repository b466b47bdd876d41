/** Serves a scripted LangGraph server on a real port, for tests of sockets and of the browser's network stack. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Readable } from "node:stream";
import { createScriptedServer, type Reply, type ScriptedRequest } from "oneshot-chat/testing";

/** One request that reached the server. Preflights are not listed. */
export interface Exchange {
  /** `"POST /runs/stream"` */
  readonly call: string;
  /** The metadata of the run, or of the search for it. It holds the submission's `oneshot_key`. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The number of the connection, from 1. Exchanges on the same connection have the same number. */
  readonly connection: number;
  /** When the connection or the reply ended, in milliseconds since 1970. `undefined` until then. */
  endedAt: number | undefined;
  /** Whether the connection closed before the reply was complete. */
  wasLeft: boolean;
}

export interface ScriptServer {
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  /** The calls that preflights asked for. */
  readonly preflights: readonly string[];
  /** Returns the number of open connections. */
  openSockets(): number;
  release(name?: string): void;
  close(): Promise<void>;
}

export interface ScriptServerOptions {
  /** Whether pages of other origins may read the replies. Default true. */
  allowsOrigins?: boolean;
  /** Whether preflights allow the request. Default: the value of `allowsOrigins`. */
  allowsPreflight?: boolean;
  /** The reply to a preflight for this call waits for the returned promise. */
  beforePreflight?: (call: string) => Promise<void> | undefined;
  /** Whether connections stay open for the next request. Default true. */
  keepAlive?: boolean;
  /** Handles a request before the script does. It returns true if it replied or closed the socket. */
  intercept?: (exchange: Exchange, request: IncomingMessage, response: ServerResponse) => boolean;
}

/** The replies to searches: every search finds the same thread and the same run. */
const THREADS: Reply = { status: 200, body: '[{"thread_id":"thread-1"}]' };
const RUNS: Reply = { status: 200, body: '[{"run_id":"run-1"}]' };
const CANCELLED: Reply = { status: 202, body: "{}" };

/** @param reply returns the reply to a run by the run's number, from 0. Searches and cancellations always succeed. */
export async function serveScript(
  reply: (run: number, request: ScriptedRequest) => Reply,
  options: ScriptServerOptions = {},
): Promise<ScriptServer> {
  const { allowsOrigins = true, keepAlive = true, intercept } = options;
  const { allowsPreflight = allowsOrigins } = options;
  let runs = 0;
  const script = createScriptedServer((request) => {
    if (/\/runs\/(stream|wait)$/.test(request.url)) return reply(runs++, request);
    if (request.url.endsWith("/threads/search")) return THREADS;
    return request.url.endsWith("/cancel") ? CANCELLED : RUNS;
  });
  const exchanges: Exchange[] = [];
  const preflights: string[] = [];
  const sockets = new Set<Socket>();
  const numbers = new WeakMap<Socket, number>();
  let connections = 0;

  const server = createServer((request, response) => void answer(request, response));
  server.on("connection", (socket) => {
    sockets.add(socket);
    numbers.set(socket, (connections += 1));
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    preflights,
    openSockets: () => sockets.size,
    release: script.release,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!keepAlive) response.setHeader("connection", "close");
    const isPreflight = request.method === "OPTIONS";
    if (isPreflight ? allowsPreflight : allowsOrigins) {
      response.setHeader("access-control-allow-origin", "*");
      response.setHeader("access-control-allow-headers", "*");
    }
    if (isPreflight) {
      const call = `${request.headers["access-control-request-method"]} ${request.url}`;
      preflights.push(call);
      await options.beforePreflight?.(call);
      return void response.writeHead(204).end();
    }

    const body = await textOf(request);
    const exchange: Exchange = {
      call: `${request.method} ${request.url}`,
      metadata: metadataIn(body),
      connection: numbers.get(request.socket) ?? 0,
      endedAt: undefined,
      wasLeft: false,
    };
    exchanges.push(exchange);
    const left = new AbortController();
    response.on("close", () => {
      exchange.endedAt = performance.timeOrigin + performance.now();
      exchange.wasLeft = !response.writableFinished;
      left.abort();
    });
    if (intercept?.(exchange, request, response)) return;

    try {
      const scripted = await script.fetch(`http://127.0.0.1:${port}${request.url}`, {
        method: request.method ?? "GET",
        signal: left.signal,
        ...(body && { body }),
      });
      response.writeHead(scripted.status, Object.fromEntries(scripted.headers));
      response.flushHeaders();
      if (!scripted.body) return void response.end();
      for await (const chunk of Readable.fromWeb(scripted.body as never)) response.write(chunk);
      response.end();
    } catch {
      // The script cuts the connection here, or the client has closed it.
      request.socket.destroy();
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}

function metadataIn(body: string): Readonly<Record<string, unknown>> {
  const { metadata = {} } = JSON.parse(body || "{}") as { metadata?: Record<string, unknown> };
  return metadata;
}
