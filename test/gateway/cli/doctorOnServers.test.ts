/** The doctor in front of bare LangGraph servers, as the fixes of its report are meant for them. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

describe.each(SERVERS)("the bare $name server", ({ name, start }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  }, 300_000);
  afterAll(() => server?.close());

  async function examine(assistant: string) {
    const terminal = createTerminal();
    const flags = ["--assistant", assistant, "--timeout-seconds", "5", "--json"];
    const code = await runCommand(["doctor", server.url, ...flags], terminal);
    // The command printed this object a moment ago.
    const { outcomes } = JSON.parse(terminal.output()) as {
      outcomes: { check: string; status: string; says: string }[];
    };
    return { code, outcomes };
  }

  test("the doctor lists every open path, and deletes nothing", async () => {
    const thread = await fetch(`${server.url}/threads`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    const { thread_id } = (await thread.json()) as { thread_id: string };
    const { code, outcomes } = await examine("faq");
    const findings = outcomes.filter(({ status }) => status === "finding");
    expect(findings.map(({ check }) => check).sort()).toEqual([...OPEN].sort());
    expect(code).toBe(1);
    expect((await fetch(`${server.url}/threads/${thread_id}`)).status).toBe(200);
  });

  test("the doctor tells whether a run ends with its visitor", async () => {
    const { outcomes } = await examine("slow");
    const abort = outcomes.find(({ check }) => check === "abort");
    expect(abort?.status).toBe(name === "Python" ? "ok" : "finding");
  });
});
