/** Stateless runs on Aegra, a self-hosted server with the same API. Only `npm run test:long` runs this suite. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createRun } from "../../../src/run/createRun.js";
import type { RunSettings } from "../../../src/run/types.js";
import type { TestServer } from "../TestServer.js";
import { startAegra, findMissingProgram } from "./startAegra.js";

const missing = process.env.LONG
  ? await findMissingProgram()
  : "Only `npm run test:long` runs this suite.";
if (missing && process.env.LONG) console.info(`The Aegra suite is skipped. ${missing}`);

describe.skipIf(missing)("on Aegra", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startAegra();
  }, 300_000);
  afterAll(() => server?.close());

  const ask = async (assistantId: string, settings: Partial<RunSettings> = {}) => {
    const run = createRun({ apiUrl: server.url, assistantId, ...settings });
    const { status, error, answer } = await run.submit("Can I get a refund?");
    return `${error?.kind ?? status}: ${answer}`;
  };

  describe.each<Partial<RunSettings>>([
    {},
    { mode: "wait" },
    { streamSubgraphs: true },
    { streamMode: "values" },
  ])("with %o", (settings) => {
    test.each([
      ["tools", "success: We are open 9-17."],
      ["blocks", "success: Refunds take 30 days."],
      ["sub", "success: wrapped"],
    ])("the graph %s gives its complete answer", async (graph, expected) => {
      expect(await ask(graph, settings)).toBe(expected);
    });

    test("a graph that asks a person ends as interrupted", async () => {
      expect(await ask("human", settings)).toMatch(/^interrupted:/);
    });

    test("a node that throws ends the run as failed", async () => {
      expect(await ask("boom", settings)).toMatch(/^run_failed:/);
    });

    test("an unknown assistant ends as not found", async () => {
      expect(await ask("nobody", settings)).toBe("not_found: ");
    });
  });

  test("the answer keeps the words that came before a node threw", async () => {
    expect(await ask("boom")).toBe("run_failed: Half an answer ");
  });

  test("the state of a second question holds no word of the first", async () => {
    const run = createRun({ apiUrl: server.url, assistantId: "steps", streamMode: "values" });
    await run.submit("First?");
    await run.submit("Second?");
    expect(JSON.stringify(run.getSnapshot().values)).not.toContain("First?");
  });

  test("stopping in the middle of an answer ends the run on the server", async () => {
    const run = createRun({ apiUrl: server.url, assistantId: "slow" });
    const ended = run.submit("Go on");
    await vi.waitUntil(() => run.getSnapshot().answer.includes("tick-2"), { timeout: 10_000 });
    run.stop();
    expect((await ended).status).toBe("stopped");
    await vi.waitFor(
      async () => {
        const before = server.ticks();
        await new Promise((resolve) => setTimeout(resolve, 500));
        expect(server.ticks()).toBe(before);
      },
      { timeout: 10_000 },
    );
  });
});
