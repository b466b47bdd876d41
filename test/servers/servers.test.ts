/** The servers behave as the other suites need. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SERVERS } from "./servers.js";
import type { TestServer } from "./TestServer.js";

/** The servers write their state here if they get no folder of their own. */
const STATE_FOLDERS = ["../..", "python"].map((folder) =>
  join(import.meta.dirname, folder, ".langgraph_api"),
);
const GRAPHS = [
  "blocks",
  "boom",
  "faq",
  "human",
  "silent",
  "slow",
  "stateKey",
  "steps",
  "sub",
  "tools",
];

describe.each(SERVERS)("the $name server", ({ start }) => {
  let server: TestServer;
  let stateBefore: readonly string[];
  beforeAll(async () => {
    stateBefore = STATE_FOLDERS.filter(existsSync);
    server = await start();
  }, 300_000);
  afterAll(() => server?.close());

  const post = (path: string, body: object) =>
    fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("the server serves the graphs that the suites ask for", async () => {
    const response = await post("/assistants/search", { limit: 100 });
    const assistants = (await response.json()) as readonly { graph_id: string }[];
    expect(assistants.map(({ graph_id: id }) => id)).toEqual(expect.arrayContaining(GRAPHS));
  });

  test("the server listens only on loopback", () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test("a run leaves no state files in the checkout", async () => {
    await (await post("/runs/wait", { assistant_id: "tools", input: { messages: [] } })).text();
    expect(STATE_FOLDERS.filter(existsSync)).toEqual(stateBefore);
  });

  test("the log contains the errors of nodes", async () => {
    await (await post("/runs/wait", { assistant_id: "boom", input: { messages: [] } })).text();
    await expect.poll(() => server.logs()).toContain("secret: /etc/model");
  });

  test("closing ends the server, and closing it again does nothing", async () => {
    await server.close();
    await expect(fetch(`${server.url}/ok`)).rejects.toThrow("fetch failed");
    await server.close();
  });
});
