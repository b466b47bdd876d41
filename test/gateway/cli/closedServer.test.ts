/** The settings of examples/gateway/closed-server on both LangGraph servers, seen from outside and through the gateway. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../../../src/gateway/cli/runCommand.js";
import { SERVERS } from "../../servers/servers.js";
import { startWithSettings, type ServerWithSettings } from "../../servers/startWithSettings.js";
import { createTerminal } from "./terminal.js";

const FOLDER = join(import.meta.dirname, "../../../examples/gateway/closed-server");
const KEY = "a-key-of-the-gateway-and-the-server";

describe.each(SERVERS)("the $name server with the settings of the example", ({ name }) => {
  let server: ServerWithSettings;

  beforeAll(async () => {
    const text = readFileSync(join(FOLDER, "langgraph.json"), "utf8");
    // The file is the project's own and has this shape.
    const { auth, http } = JSON.parse(text) as {
      auth: Record<string, unknown>;
      http: Record<string, unknown>;
    };
    const file = name === "Python" ? "auth.py" : "auth.mjs";
    const settings = { http, auth: { ...auth, path: `${join(FOLDER, file)}:auth` } };
    const env = { LANGGRAPH_API_KEY: KEY };
    server = await startWithSettings(name.toLowerCase(), settings, env);
  }, 300_000);
  afterAll(() => server?.close());

  test("a stranger gets nothing, except what the Python development server never closes", async () => {
    const terminal = createTerminal();
    await runCommand(["doctor", server.url, "--assistant", "steps", "--json"], terminal);
    // The command printed this object a moment ago.
    const { outcomes, problem } = JSON.parse(terminal.output()) as {
      outcomes: { check: string; status: string }[];
      problem: string;
    };
    expect(problem).toBe("The server wants credentials, which a stranger does not have.");
    const statuses = Object.fromEntries(outcomes.map(({ check, status }) => [check, status]));
    expect(statuses).toMatchObject({
      threads: "ok",
      store: "ok",
      assistants: "ok",
      "studio-header": "ok",
      truncate: name === "Python" ? "finding" : "ok",
    });
  });

  test.each([
    ["/assistants/search", {}],
    ["/store/items/search", { namespace_prefix: [] }],
  ])("even with the key, %s is closed", async (path, body) => {
    const reply = await fetch(server.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": KEY },
      body: JSON.stringify(body),
    });
    expect(reply.status).toBe(404);
  });
});
