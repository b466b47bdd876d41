/** From the hook's store, over real sockets and through the gateway, to both real LangGraph servers. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Client } from "@langchain/langgraph-sdk";
import { Client as Client1_12 } from "langgraph-sdk-1.12.4";
import { Client as Client1_8 } from "langgraph-sdk-1.8.10";
import { Client as Client2 } from "langgraph-sdk-2.0.0";
import { createGateway } from "../../src/gateway/createGateway.js";
import { serveGateway, type ServedGateway } from "../../src/gateway/node/serveGateway.js";
import type { GatewayOptions, LogLine, RunReport } from "../../src/gateway/options.js";
import { createRun } from "../../src/run/createRun.js";
import type { RunSettings } from "../../src/run/types.js";
import { CHECKS_FIRST } from "../servers/checksFirst.js";
import { expectNodeToStop } from "../servers/expectNodeToStop.js";
import { SERVERS } from "../servers/servers.js";
import { startCuttingProxy, type CuttingProxy } from "../servers/startCuttingProxy.js";
import type { TestServer } from "../servers/TestServer.js";

const ORIGIN = "https://site.example";
const GRAPHS = [
  "faq",
  "steps",
  "slow",
  "silent",
  "boom",
  "human",
  "tools",
  "sub",
  "blocks",
  "stateKey",
  "checksFirst",
];
/** What all versions of LangGraph's client have. */
type AnyClient = new (options: {
  apiUrl: string;
  apiKey: null;
  defaultHeaders: Record<string, string>;
}) => {
  runs: {
    stream(
      threadId: null,
      assistant: string,
      payload: { input: Record<string, unknown>; streamMode: ("updates" | "messages-tuple")[] },
    ): AsyncIterable<{ event: string; data: unknown }>;
    wait(
      threadId: null,
      assistant: string,
      payload: { input: Record<string, unknown> },
    ): Promise<unknown>;
  };
};
const CLIENTS: readonly (readonly [version: string, client: AnyClient])[] = [
  ["1.15.0", Client],
  ["1.12.4", Client1_12],
  ["1.8.10", Client1_8],
  ["2.0.0", Client2],
];
/** Endless, because all tests come from one address. */
const LIMITS = {
  runsPerVisitorPerWindow: Infinity,
  runsPerVisitorPerDay: Infinity,
  concurrentRunsPerVisitor: Infinity,
  runsPerAssistantPerMinute: Infinity,
};

describe.each(SERVERS)("on the $name server", (its) => {
  let server: TestServer;
  let proxy: CuttingProxy | undefined;
  let served: ServedGateway | undefined;
  let lines: LogLine[] = [];
  let reports: RunReport[] = [];
  /** What the page has asked for. */
  let paths: string[] = [];

  beforeAll(async () => {
    server = await its.start({ graphs: { checksFirst: CHECKS_FIRST[its.name] } });
  }, 300_000);
  afterEach(async () => {
    await served?.close();
    await proxy?.close();
    served = proxy = undefined;
  });
  afterAll(() => server?.close());

  async function startGateway(options: Partial<GatewayOptions> = {}): Promise<string> {
    lines = [];
    reports = [];
    paths = [];
    const gateway = createGateway({
      upstream: { apiUrl: server.url, apiKey: "canary-key" },
      assistants: Object.fromEntries(GRAPHS.map((name) => [name, name])),
      allowedOrigins: [ORIGIN],
      basePath: "/api/faq",
      limits: LIMITS,
      log: (line) => lines.push(line),
      onRun: (report) => void reports.push(report),
      ...options,
    });
    const handle: typeof gateway.handle = (exchange) => {
      paths.push(`${exchange.method} ${exchange.path}`);
      return gateway.handle(exchange);
    };
    served = await serveGateway({ ...gateway, handle }, { graceMs: 0, stopsOnSignals: false });
    return `${served.url}/api/faq`;
  }

  const runOf = (apiUrl: string, assistantId: string, settings: Partial<RunSettings> = {}) =>
    createRun({ apiUrl, assistantId, headers: { origin: ORIGIN }, ...settings });

  async function endingOf(
    apiUrl: string,
    assistantId: string,
    settings: Partial<RunSettings> = {},
  ) {
    const { status, error, answer } = await runOf(apiUrl, assistantId, settings).submit(
      "Can I get a refund?",
    );
    return { ends: error?.kind ?? status, answer };
  }

  test("every graph ends through the gateway as it does without it", async () => {
    const apiUrl = await startGateway({ streamSubgraphs: true });
    const ends = { boom: "run_failed", human: "interrupted" } as Record<string, string>;
    const compare = async (graph: string, settings: Partial<RunSettings>) => {
      const [direct, through] = await Promise.all([
        endingOf(server.url, graph, settings),
        endingOf(apiUrl, graph, settings),
      ]);
      expect([graph, through]).toEqual([graph, direct]);
      expect([graph, through.ends]).toEqual([graph, ends[graph] ?? "success"]);
    };
    const graphs = ["faq", "steps", "tools", "sub", "blocks", "boom", "human"];
    await Promise.all(graphs.map((graph) => compare(graph, { streamSubgraphs: true })));
    await Promise.all(graphs.map((graph) => compare(graph, { mode: "wait" })));
    expect(new Set(paths)).toEqual(
      new Set(["POST /api/faq/runs/stream", "POST /api/faq/runs/wait"]),
    );
    expect(reports).toHaveLength(2 * graphs.length);
  });

  test.each(CLIENTS)("LangGraph's own client reads a run, SDK %s", async (_version, AnyClient) => {
    const apiUrl = await startGateway();
    const defaultHeaders = { origin: ORIGIN };
    const { runs } = new AnyClient({ apiUrl, apiKey: null, defaultHeaders });
    const input = { messages: [{ role: "human", content: "Hours?" }] };
    const names: string[] = [];
    let last: unknown;
    for await (const { event, data } of runs.stream(null, "tools", {
      input,
      streamMode: ["updates", "messages-tuple"],
    })) {
      names.push(event);
      last = data;
    }
    expect([names[0], names.at(-1)]).toEqual(["metadata", "end"]);
    expect(names).toContain("messages");
    expect(last).toMatchObject({ status: "success" });
    const state: unknown = await runs.wait(null, "tools", { input });
    expect(JSON.stringify(state)).toContain("We are open 9-17.");
  });

  test("an answer in a state key is seen if the operator exposes the key", async () => {
    const settings: Partial<RunSettings> = {
      getAnswer: (updates, values) => {
        const states = [...updates.map(({ data }) => data), values];
        const replies = states.map((state) => state?.["reply"]);
        return replies.filter((reply) => typeof reply === "string").at(-1);
      },
    };
    const hidden = await startGateway();
    expect((await endingOf(hidden, "stateKey", settings)).answer).toBe("rough draft");
    await served?.close();
    const shown = await startGateway({ expose: { stateKeys: ["reply"] } });
    for (const mode of ["stream", "wait"] as const)
      expect(await endingOf(shown, "stateKey", { ...settings, mode })).toEqual({
        ends: "success",
        answer: "The answer from the state.",
      });
  });

  test("a visitor reads neither keys, ids, errors, tool data nor other state of any graph", async () => {
    const apiUrl = await startGateway({
      streamModes: ["updates", "messages-tuple", "custom", "values"],
    });
    const read = async (assistant_id: string, path: string) => {
      const reply = await fetch(`${apiUrl}/runs/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: ORIGIN },
        body: JSON.stringify({
          assistant_id,
          input: { messages: [{ role: "human", content: "Hours?" }] },
        }),
      });
      expect(reply.status).toBe(200);
      return (await reply.text()) + JSON.stringify([...reply.headers]);
    };
    const graphs = ["steps", "tools", "boom", "human", "stateKey"];
    const texts = await Promise.all(
      graphs.flatMap((graph) => [read(graph, "stream"), read(graph, "wait")]),
    );
    for (const text of texts) {
      expect(text).not.toMatch(/canary-key|secret|token=abc|RangeError|ValueError|Monday|"9-17"/);
      expect(text).not.toMatch(/refunds|from the state|thread_id|graph_id/);
    }
    expect(JSON.stringify(lines)).not.toMatch(/canary-key|secret|token=abc|Hours/);
  });

  test.each(["slow", "silent"])(
    "stop ends the run of %s on the server, and the page only closes its connection",
    async (graph) => {
      const apiUrl = await startGateway();
      for (const mode of ["stream", "wait"] as const) {
        const before = server.ticks();
        const run = runOf(apiUrl, graph, { mode });
        const ended = run.submit("How long?");
        await expect.poll(() => server.ticks(), { timeout: 20_000 }).toBeGreaterThan(before + 1);
        run.stop();
        expect((await ended).status).toBe("stopped");
        await expectNodeToStop(server);
      }
      expect(paths).toEqual(["POST /api/faq/runs/stream", "POST /api/faq/runs/wait"]);
      expect(reports.map(({ outcome }) => outcome)).toEqual(["stopped", "stopped"]);
    },
  );

  test("a reply that is cut cleanly while the run goes on is truncated, and the run is cancelled", async () => {
    proxy = await startCuttingProxy(server.url, { cutAfter: "Let me check.", cut: "clean" });
    const apiUrl = await startGateway({ upstream: { apiUrl: proxy.url } });
    expect(await endingOf(apiUrl, "checksFirst", { confirmEnd: false })).toEqual({
      ends: "truncated",
      answer: "Let me check.",
    });
    await expectNodeToStop(server);
    expect(reports).toMatchObject([{ outcome: "truncated" }]);
  });

  test("a connection to the server that is reset is truncated, and the run is cancelled", async () => {
    proxy = await startCuttingProxy(server.url, { cutAfter: "tick-2", cut: "reset" });
    const apiUrl = await startGateway({ upstream: { apiUrl: proxy.url } });
    const { ends, answer } = await endingOf(apiUrl, "slow");
    expect(ends).toBe("truncated");
    expect(answer).toContain("tick-0");
    await expectNodeToStop(server);
  });

  test("a run that takes too long ends as timeout on both sides", async () => {
    const apiUrl = await startGateway({ limits: { ...LIMITS, maxRunMs: 1_500 } });
    expect((await endingOf(apiUrl, "slow")).ends).toBe("timeout");
    await expectNodeToStop(server);
  });

  test("a visitor who asks too often sees a countdown", async () => {
    const apiUrl = await startGateway({ limits: { runsPerVisitorPerWindow: 1 } });
    expect((await endingOf(apiUrl, "steps")).ends).toBe("success");
    const { error } = await runOf(apiUrl, "steps").submit("Again?");
    expect(error).toMatchObject({ kind: "rate_limited" });
    expect(error && "retryAfterMs" in error && error.retryAfterMs).toBeGreaterThan(1_000);
  });

  test("a spent budget has its own kind of error", async () => {
    const apiUrl = await startGateway({ limits: { runsPerAssistantPerDay: 1 } });
    expect((await endingOf(apiUrl, "steps")).ends).toBe("success");
    expect((await endingOf(apiUrl, "steps")).ends).toBe("budget_exceeded");
  });

  test("an assistant that the server does not know is an error for the operator, and not a text for the visitor", async () => {
    const apiUrl = await startGateway({ assistants: { faq: "no-such-graph" } });
    expect((await endingOf(apiUrl, "faq")).ends).toMatch(/^(server|invalid_input)$/);
    expect(lines.filter(({ level }) => level === "error")).toHaveLength(1);
  });
});
