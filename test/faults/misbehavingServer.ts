/** A real HTTP server on a loopback port that does to a connection whatever a test asks of it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { encodeStep } from "../../src/testing/encodeStep.js";
import type { ScriptStep } from "../../src/testing/steps.js";

/** A request as it arrived, and what became of its connection. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** The parsed JSON body; `undefined` without one. */
  readonly body: unknown;
  /** Resolves with `performance.now()` once the exchange is over or its connection is lost. */
  readonly closed: Promise<number>;
}

/** One write each: text, bytes, or a step as scripted servers send it. */
export type Piece = string | Uint8Array | ScriptStep;

/** The server's end of one exchange. Nothing throws once the client has left. */
export interface Wire {
  readonly request: SeenRequest;
  /** How many requests of the same method and path came before this one. */
  readonly index: number;
  /** The connection it came over, to be compared. */
  readonly connection: unknown;
  /** The address of a second server, of another origin. */
  readonly elsewhere: string;
  /** Resolves once the client has left. */
  readonly left: Promise<unknown>;
  /** Sends status and headers now. Otherwise the first piece sends those of a LangGraph stream. */
  head(status: number, headers?: Record<string, string>): void;
  /** Sends each piece by itself; resolves once they are on their way. */
  send(...pieces: Piece[]): Promise<void>;
  /** Sends a whole response. */
  reply(status: number, headers?: Record<string, string>, body?: string): void;
  /** Waits, unless the client leaves. */
  pause(ms: number): Promise<void>;
  /** Comment lines, until the client leaves. */
  heartbeats(everyMs: number): Promise<void>;
  /** Ends the body as a finished one ends. */
  end(): void;
  /** Closes the connection as a proxy does that knows nothing of bodies: no reset, no last chunk. */
  hangUp(): void;
  /** Resets the connection. */
  reset(): void;
}

/** What the server does with a run's request. The exchange stays open when it returns. */
export type Play = (wire: Wire) => void | Promise<void>;

export interface MisbehavingServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** The requests that start a run. */
  runs(): readonly SeenRequest[];
  /**
   * Connections open now that ever carried a request. (After an abort, Node's fetch opens a spare one that
   * nothing is sent over.)
   */
  openSockets(): number;
  /** Resolves once there are none; rejects after `withinMs`. */
  allClosed(withinMs?: number): Promise<void>;
  /** Resolves with the next request that starts a run, or the latest if `count` have come. */
  sawRuns(count: number): Promise<SeenRequest>;
  /** Loses every connection. */
  cutConnections(): void;
  /** What the next requests meet. */
  play(next: Play): void;
  close(): Promise<void>;
}

/** What a proxy says of an address it does not know: more than any buffer on the way holds. */
const LONG_PAGE = "<p>Not found</p>".repeat(200_000);

/** Ids that tell runs apart and are the same in every test. */
export function idsOf(index: number) {
  const number = String(index + 1).padStart(12, "0");
  return {
    runId: `00000000-0000-4000-8000-${number}`,
    threadId: `00000000-0000-4000-9000-${number}`,
    assistantId: "faq",
  };
}

/**
 * Starts the server. Requests meet the play, GET included (a client may reconnect, a redirect may turn a POST
 * into one); those that look for a thread or cancel a run `meetOthers`. Connections are closed after each
 * exchange, so that an open one is one that somebody forgot, unless `keepAlive`.
 */
export async function startMisbehavingServer(
  play: Play,
  {
    keepAlive = false,
    elsewhere = "",
    meetOthers = (wire: Wire): void | Promise<void> =>
      wire.reply(404, { "content-type": "text/html" }, LONG_PAGE),
  } = {},
): Promise<MisbehavingServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const used = new Set<Socket>();
  const watchers = new Set<() => void>();
  let current = play;

  const server = createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 60_000;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      used.delete(socket);
      changed();
    });
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  await listen(server);

  const isRun = ({ method, path }: SeenRequest) =>
    method === "POST" && /\/runs\/(stream|wait)$/.test(path);

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    runs: () => requests.filter(isRun),
    openSockets: () => used.size,
    async allClosed(withinMs = 3_000) {
      await until(
        () => used.size === 0,
        withinMs,
        () => `${used.size} sockets still open`,
      );
    },
    async sawRuns(count) {
      const runs = () => requests.filter(isRun);
      await until(
        () => runs().length >= count,
        5_000,
        () => `only ${runs().length} runs seen`,
      );
      return runs()[count - 1] as SeenRequest;
    },
    cutConnections() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    play(next) {
      current = next;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "", headers, socket } = request;
    used.add(socket);
    let tellClosed: (at: number) => void = () => {};
    const closed = new Promise<number>((resolve) => (tellClosed = resolve));
    response.on("close", () => tellClosed(performance.now()));
    response.on("error", () => {});
    request.on("error", () => {});
    const index = requests.filter((seen) => seen.method === method && seen.path === url).length;
    const seen: { -readonly [Field in keyof SeenRequest]: SeenRequest[Field] } = {
      method,
      path: url,
      headers,
      body: undefined,
      closed,
    };
    let text = "";
    try {
      for await (const chunk of request) text += String(chunk);
    } catch {
      return; // The client left while it was still asking.
    }
    seen.body = text ? (JSON.parse(text) as unknown) : undefined;
    requests.push(seen);
    changed();
    // Not announced: where a server says `connection: close`, Node's fetch takes a reset for the end.
    response.on("finish", () => keepAlive || socket.end());
    const wire = wireOf(seen, index, socket, response);
    await (url.includes("/threads/") ? meetOthers(wire) : current(wire));
  }

  function wireOf(
    request: SeenRequest,
    index: number,
    socket: Socket,
    response: ServerResponse,
  ): Wire {
    const context = idsOf(index);
    const left = request.closed;
    const wire: Wire = {
      request,
      index,
      connection: socket,
      elsewhere,
      left,
      head(status, headers = {}) {
        response.writeHead(status, headers);
        response.flushHeaders();
      },
      async send(...pieces) {
        if (!response.headersSent)
          wire.head(200, {
            "content-type": "text/event-stream",
            "content-location": `/runs/${context.runId}`,
          });
        for (const piece of pieces) {
          if (response.destroyed) return;
          const isStep = typeof piece === "object" && "type" in piece;
          response.write(isStep ? (encodeStep(piece, context) ?? "") : piece);
          // A turn of the loop lets each piece leave by itself.
          await new Promise((resolve) => setImmediate(resolve));
        }
      },
      reply(status, headers = {}, body = "") {
        response.writeHead(status, headers);
        response.end(body);
      },
      async pause(ms) {
        let timer: ReturnType<typeof setTimeout> | undefined;
        await Promise.race([left, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
        clearTimeout(timer);
      },
      async heartbeats(everyMs) {
        while (!response.destroyed && !socket.destroyed) {
          await wire.send(": heartbeat\n\n");
          await wire.pause(everyMs);
        }
      },
      end: () => void response.end(),
      hangUp: () => void socket.end(() => socket.destroy()),
      reset: () => void socket.resetAndDestroy(),
    };
    return wire;
  }

  function changed(): void {
    for (const look of watchers) look();
  }

  function until(holds: () => boolean, withinMs: number, tell: () => string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(look);
        reject(new Error(tell()));
      }, withinMs);
      const look = () => {
        if (!holds()) return;
        watchers.delete(look);
        clearTimeout(timer);
        resolve();
      };
      watchers.add(look);
      look();
    });
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

/** An address where nobody listens. */
export async function refusingAddress(): Promise<string> {
  const server = createServer();
  await listen(server);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
