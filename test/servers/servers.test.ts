/** The servers that other tests rely on. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SERVERS } from "./servers.js";
import type { TestServer } from "./TestServer.js";

/** Where the servers write their state when nobody gives them a folder. */
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

  test("serves the graphs that the suites ask for", async () => {
    const response = await post("/assistants/search", { limit: 100 });
    const assistants = (await response.json()) as readonly { graph_id: string }[];
    expect(assistants.map(({ graph_id: id }) => id)).toEqual(expect.arrayContaining(GRAPHS));
  });

  test("listens on this machine only", () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test("leaves no state files in the checkout", async () => {
    await (await post("/runs/wait", { assistant_id: "tools", input: { messages: [] } })).text();
    expect(STATE_FOLDERS.filter(existsSync)).toEqual(stateBefore);
  });

  test("keeps a log of nodes that throw", async () => {
    await (await post("/runs/wait", { assistant_id: "boom", input: { messages: [] } })).text();
    await expect.poll(() => server.logs()).toContain("secret: /etc/model");
  });

  test("is gone once it is closed, and closing it again does nothing", async () => {
    await server.close();
    await expect(fetch(`${server.url}/ok`)).rejects.toThrow("fetch failed");
    await server.close();
  });
});
