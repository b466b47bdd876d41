/**
 * A proxy ends the reply cleanly between two events, while the run goes on at a real server. On the wire this looks
 * like the end of the run. The look at the server after the end shows that it is not.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunSettings } from "../../src/run/types.js";
import { SERVERS } from "../servers/servers.js";
import type { TestServer } from "../servers/TestServer.js";

const GRAPH_FILES = {
  JavaScript: join(import.meta.dirname, "../servers/javascript/checksFirst.ts:checksFirst"),
  Python: join(import.meta.dirname, "../servers/python/graphs/checks_first.py:graph"),
};

interface Proxy {
  readonly url: string;
  /** The paths that were asked for, in order. */
  readonly paths: readonly string[];
  close(): Promise<void>;
}

interface ProxyOptions {
  /** Ends a streamed reply after the first event that contains this text. */
  readonly cutAfter: string;
  /** Whether the connection to the server stays open after the cut, as behind a gateway that reads on. */
  readonly keepsUpstream: boolean;
}

/** Passes everything on to the server, and ends replies of `/runs/stream` too early. */
async function startProxy(target: string, options: ProxyOptions): Promise<Proxy> {
  const paths: string[] = [];
  const upstream = new AbortController();
  const server: Server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? "/";
      paths.push(path);
      const body = await new Response(Readable.toWeb(request) as ReadableStream).text();
      const reply = await fetch(`${target}${path}`, {
        method: request.method ?? "GET",
        headers: { "content-type": "application/json" },
        ...(path === "/runs/stream" && { signal: upstream.signal }),
        ...(body && { body }),
      });
      response.writeHead(reply.status, { "content-type": reply.headers.get("content-type") ?? "" });
      let sent = "";
      let isCut = false;
      for await (const bytes of reply.body ?? []) {
        // After the cut, the proxy reads on: a connection that it closed could end the run.
        if (isCut) continue;
        response.write(bytes);
        sent += Buffer.from(bytes).toString();
        const at = sent.indexOf(options.cutAfter);
        isCut = path === "/runs/stream" && at >= 0 && /\r?\n\r?\n/.test(sent.slice(at));
        if (!isCut) continue;
        response.end();
        if (!options.keepsUpstream) upstream.abort();
      }
      response.end();
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    paths,
    async close() {
      upstream.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe.each(SERVERS)("a reply that is cut between two events, on the $name server", (its) => {
  let server: TestServer;
  let proxy: Proxy;

  beforeAll(async () => {
    server = await its.start({ graphs: { checksFirst: GRAPH_FILES[its.name] } });
  }, 300_000);
  afterEach(() => proxy.close());
  afterAll(() => server?.close());

  async function ask(options: Partial<RunSettings>, keepsUpstream = true) {
    proxy = await startProxy(server.url, { cutAfter: "Let me check.", keepsUpstream });
    const run = createRun({ apiUrl: proxy.url, assistantId: "checksFirst", ...options });
    return run.submit("When do you open?");
  }

  async function expectNodeToStop() {
    await expect
      .poll(
        async () => {
          const before = server.ticks();
          await new Promise((resolve) => setTimeout(resolve, 700));
          return server.ticks() === before;
        },
        { timeout: 20_000 },
      )
      .toBe(true);
  }

  test.each(["updates", "values"] as const)(
    "the run is truncated, keeps its text and is cancelled (stream mode %s)",
    async (streamMode) => {
      const { status, error, answer } = await ask({ streamMode });
      expect({ status, kind: error?.kind, answer }).toEqual({
        status: "error",
        kind: "truncated",
        answer: "Let me check.",
      });
      await expectNodeToStop();
      expect(proxy.paths.some((path) => path.endsWith("/cancel"))).toBe(true);
    },
  );

  // The Python server ends such a run by itself, so its thread is gone and the look cannot tell (docs/reliability.md).
  test.runIf(its.name === "JavaScript")(
    "the run is truncated also when the server loses its connection in the same moment",
    async () => {
      const { error } = await ask({ streamMode: "updates" }, false);
      expect(error?.kind).toBe("truncated");
      await expectNodeToStop();
    },
  );

  test("without the look, the cut is a success: this is the case the look is made for", async () => {
    const { status, answer } = await ask({ streamMode: "updates", confirmEnd: false });
    expect({ status, answer }).toEqual({ status: "success", answer: "Let me check." });
    expect(proxy.paths).toEqual(["/runs/stream"]);
  });
});
