/** A server of its own for a gateway, with an orderly end. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Gateway } from "../createGateway.js";
import { toNodeHandler } from "./toNodeHandler.js";

export interface ServeOptions {
  /** Default: a free port. */
  readonly port?: number;
  /** The address to listen on. Default: `"127.0.0.1"`. */
  readonly host?: string;
  /** How long running streams may go on after the first SIGTERM or SIGINT, in milliseconds. Default: `30_000`. */
  readonly graceMs?: number;
  /**
   * Whether SIGTERM and SIGINT close the server and then end the process with exit code 0. A second signal ends it at
   * once with exit code 1. Default: `true`.
   */
  readonly stopsOnSignals?: boolean;
}

export interface ServedGateway {
  /** The server's address without a slash at the end: `"http://127.0.0.1:41233"`. */
  readonly url: string;
  readonly port: number;
  /**
   * Refuses new runs with status 503, waits until running streams are over or the grace time has passed, and closes the
   * server. A second call waits for the first.
   */
  close(): Promise<void>;
}

/** Proxies keep idle connections for 60 s. A request on a connection that is being closed fails. */
const KEEP_ALIVE_MS = 65_000;

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** A connection whose reply is complete needs a moment until its client has read the rest. */
const CLOSE_WITHIN_MS = 2_000;

/** Resolves when the server listens. Rejects if it cannot, for example because the port is taken. */
export async function serveGateway(
  gateway: Pick<Gateway, "handle" | "drain">,
  { port = 0, host = "127.0.0.1", graceMs = 30_000, stopsOnSignals = true }: ServeOptions = {},
): Promise<ServedGateway> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, toNodeHandler(gateway));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });

  let closing: Promise<void> | undefined;
  const close = () => (closing ??= drainAndClose());

  async function drainAndClose(): Promise<void> {
    // The server goes on listening, so that new requests get 503 and not a refused connection.
    await gateway.drain(graceMs);
    await closeServer(server);
    for (const signal of SIGNALS) process.off(signal, stop);
  }

  function stop(): void {
    // oxlint-disable-next-line unicorn/no-process-exit -- the process belongs to this server
    if (closing) process.exit(1);
    // oxlint-disable-next-line unicorn/no-process-exit -- idle connections to Redis must not keep it alive
    void close().finally(() => process.exit(0));
  }

  if (stopsOnSignals) for (const signal of SIGNALS) process.on(signal, stop);
  // A server that listens on a port, not on a pipe, has an address with a port.
  const address = server.address() as AddressInfo;
  const shownHost = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return { url: `http://${shownHost}:${address.port}`, port: address.port, close };
}

async function closeServer(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
