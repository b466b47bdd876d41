/** The doctor in front of bare LangGraph servers, and of the gateway before each of them. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGateway } from "../../../src/gateway/createGateway.js";
import { serveGateway } from "../../../src/gateway/node/serveGateway.js";
import { runCommand } from "../../../src/gateway/cli/runCommand.js";
import { SERVERS } from "../../servers/servers.js";
import type { TestServer } from "../../servers/TestServer.js";
import { createTerminal } from "./terminal.js";

/** What both servers leave open. */
const OPEN = [
  "other-sites",
  "forms",
  "end-marker",
  "state",
  "threads",
  "store",
  "assistants",
  "runs-of-others",
  "truncate",
  "webhook",
  "configurable",
  "limit",
];

interface Seen {
  readonly check: string;
  readonly status: string;
  readonly says: string;
}

async function examine(url: string, assistant: string, more: readonly string[] = []) {
  const terminal = createTerminal();
  const flags = ["--assistant", assistant, "--json", ...more];
  const code = await runCommand(["doctor", url, ...flags], terminal);
  // The command printed this object a moment ago.
  const { outcomes } = JSON.parse(terminal.output()) as { outcomes: readonly Seen[] };
  const findings = outcomes.filter(({ status }) => status === "finding");
  return { code, outcomes, findings: findings.map(({ check }) => check) };
}

describe.each(SERVERS)("the $name server", ({ name, start }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  }, 300_000);
  afterAll(() => server?.close());

  test("the doctor lists everything that the bare server leaves open, and deletes nothing", async () => {
    const thread = await fetch(`${server.url}/threads`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    const { thread_id } = (await thread.json()) as { thread_id: string };
    const { code, findings } = await examine(server.url, "faq");
    // The answer is so short that its run may or may not outlive the visitor's leaving.
    expect(findings.filter((check) => check !== "abort").sort()).toEqual([...OPEN].sort());
    expect(code).toBe(1);
    expect((await fetch(`${server.url}/threads/${thread_id}`)).status).toBe(200);
  });

  test("the doctor tells whether a run of the bare server ends with its visitor", async () => {
    const { outcomes } = await examine(server.url, "slow", ["--timeout-seconds", "2"]);
    const abort = outcomes.find(({ check }) => check === "abort");
    expect(abort?.status).toBe(name === "Python" ? "ok" : "finding");
  });

  test("the doctor finds nothing in front of the gateway, and sees that abandoned runs end", async () => {
    const gateway = createGateway({
      upstream: { apiUrl: server.url },
      assistants: { faq: "faq", slow: "slow" },
      allowedOrigins: ["https://site.example"],
      // The doctor asks as one visitor, twice in a row.
      limits: { runsPerVisitorPerWindow: 30 },
      log: () => {},
    });
    const served = await serveGateway(gateway, { graceMs: 0, stopsOnSignals: false });
    const flags = ["--origin", "https://site.example"];
    const { code, findings, outcomes } = await examine(served.url, "faq", flags);
    const more = [...flags, "--timeout-seconds", "4", "--langgraph-url", server.url];
    const { outcomes: withOperator } = await examine(served.url, "slow", more);
    await served.close();
    expect(findings).toEqual([]);
    expect(withOperator.find(({ check }) => check === "abort")).toMatchObject({ status: "ok" });
    expect(outcomes.find(({ check }) => check === "limit")?.says).toContain("429");
    expect(code).toBe(0);
  });
});
