/** The servers of examples/gateway, between the hook's run and a real LangGraph server. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import { startJavaScriptServer } from "../servers/startJavaScriptServer.js";
import type { TestServer } from "../servers/TestServer.js";

const ORIGIN = "https://site.example";

/** Node's own `Request` stays in place, which tests of other things use. */
const listenerOf = (handle: (request: Request, env: object) => Promise<Response> | Response) =>
  getRequestListener((request, env) => handle(request, env), { overrideGlobalObjects: false });

const EXAMPLES: Record<string, () => Promise<RequestListener>> = {
  "nextRoute.ts": async () => {
    const { POST, OPTIONS, GET } = await import("../../examples/gateway/nextRoute.js");
    const routes: Readonly<Record<string, typeof POST>> = { POST, OPTIONS, GET };
    return listenerOf(
      (request) => routes[request.method]?.(request) ?? new Response(null, { status: 405 }),
    );
  },
  "expressServer.ts": async () => (await import("../../examples/gateway/expressServer.js")).app,
  "honoServer.ts": async () => {
    const { app } = await import("../../examples/gateway/honoServer.js");
    return listenerOf((request, env) => app.fetch(request, env));
  },
};

describe.each(Object.entries(EXAMPLES))("examples/gateway/%s", (_, load) => {
  let langGraph: TestServer;
  let server: Server;
  let apiUrl: string;

  beforeAll(async () => {
    langGraph = await startJavaScriptServer();
  }, 300_000);
  afterAll(() => langGraph?.close());

  beforeEach(async () => {
    vi.stubEnv("LANGGRAPH_URL", langGraph.url);
    vi.stubEnv("LANGGRAPH_API_KEY", "a-key");
    vi.stubEnv("SITE_ORIGIN", ORIGIN);
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    server = createServer(await load());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // A server that listens on a port has an address with a port.
    apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/faq`;
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    server.closeAllConnections();
    server.close();
  });

  const run = (assistantId: string) =>
    createRun({ apiUrl, assistantId, headers: { origin: ORIGIN } });

  test("an answer streams to its end", async () => {
    const snapshot = await run("faq").submit("How do I stop an answer?");
    expect(snapshot).toMatchObject({ status: "success", answer: expect.stringMatching(/stop/i) });
  });

  test("an assistant that is not listed does not exist", async () => {
    const snapshot = await run("slow").submit("Take your time?");
    expect(snapshot).toMatchObject({ status: "error", error: { kind: "not_found" } });
  });

  test("other paths and other sites are refused", async () => {
    const search = await fetch(`${apiUrl}/threads/search`, {
      method: "POST",
      headers: { origin: ORIGIN, "content-type": "application/json" },
      body: "{}",
    });
    expect(search.status).toBe(404);
    const preflight = await fetch(`${apiUrl}/runs/stream`, {
      method: "OPTIONS",
      headers: { origin: "https://other.example", "access-control-request-method": "POST" },
    });
    expect(preflight.headers.has("access-control-allow-origin")).toBe(false);
    expect((await fetch(`${apiUrl}/healthz`)).status).toBe(200);
  });
});
