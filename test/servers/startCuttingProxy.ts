/** A proxy that loses replies: it ends them cleanly between two events, or resets the connection. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";

export interface CuttingProxy {
  readonly url: string;
  /** The paths that were asked for, in order. */
  readonly paths: readonly string[];
  close(): Promise<void>;
}

export interface CutOptions {
  /** Cuts a streamed reply after the first event that contains this text. */
  readonly cutAfter: string;
  /**
   * `clean` looks like the end of the reply, and the proxy keeps its own connection to the server, as behind a gateway
   * that reads on. `cleanOnBothSides` closes that connection too. `reset` breaks the connection to the page.
   */
  readonly cut: "clean" | "cleanOnBothSides" | "reset";
}

/** Passes everything else on. */
export async function startCuttingProxy(
  target: string,
  { cutAfter, cut }: CutOptions,
): Promise<CuttingProxy> {
  const paths: string[] = [];
  const closing = new AbortController();
  const server = createServer((request, response) => {
    const pass = async () => {
      const path = request.url ?? "/";
      paths.push(path);
      const body = await new Response(Readable.toWeb(request) as ReadableStream).text();
      const reply = await fetch(target + path, {
        method: request.method ?? "GET",
        headers: { "content-type": "application/json" },
        ...(path === "/runs/stream" && { signal: closing.signal }),
        ...(body && { body }),
      });
      response.writeHead(reply.status, { "content-type": reply.headers.get("content-type") ?? "" });
      let sent = "";
      let isCut = false;
      for await (const bytes of reply.body ?? []) {
        // A connection that the proxy closed could end the run, so it reads on.
        if (isCut) continue;
        response.write(bytes);
        sent += Buffer.from(bytes).toString();
        const at = path === "/runs/stream" ? sent.indexOf(cutAfter) : -1;
        isCut = at >= 0 && /\r?\n\r?\n/.test(sent.slice(at));
        if (!isCut) continue;
        if (cut === "reset") response.destroy();
        else response.end();
        if (cut === "cleanOnBothSides") closing.abort();
      }
      response.end();
    };
    pass().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    paths,
    async close() {
      closing.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
