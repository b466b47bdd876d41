import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { METRICS_TYPE } from "./createMetrics.js";

export interface ServedMetrics {
  /** Where the figures are: `http://127.0.0.1:9464/metrics`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the figures of a gateway at `/metrics` of a port of its own, away from visitors. Resolves when the server
 * listens, and rejects if it cannot, for example because the port is taken.
 */
export async function serveMetrics(
  gateway: { metrics(): string },
  { port, host }: { readonly port: number; readonly host: string },
): Promise<ServedMetrics> {
  const server = createServer(({ url, method }, response) => {
    const isFound = url === "/metrics" && (method === "GET" || method === "HEAD");
    const head = { "content-type": METRICS_TYPE, "cache-control": "no-store" };
    if (isFound) response.writeHead(200, head).end(gateway.metrics());
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  // A server that listens on a port, not on a pipe, has an address with a port.
  const address = server.address() as AddressInfo;
  const shownHost = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${shownHost}:${address.port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
