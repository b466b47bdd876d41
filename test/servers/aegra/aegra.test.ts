/** Stateless runs on Aegra, a self-hosted server with the same API. Runs in `npm run test:long` only. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createRun } from "../../../src/run/createRun.js";
import type { RunSettings } from "../../../src/run/types.js";
import type { TestServer } from "../TestServer.js";
import { startAegra, whatAegraLacks } from "./startAegra.js";

const lack = process.env.LONG ? await whatAegraLacks() : "It runs in `npm run test:long`.";
if (lack && process.env.LONG) console.info(`The suite on Aegra is skipped. ${lack}`);

describe.skipIf(lack)("on Aegra", () => {
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
    ])("the answer of %s is whole", async (graph, expected) => {
      expect(await ask(graph, settings)).toBe(expected);
    });

    test("an assistant that asks a person ends as interrupted", async () => {
      expect(await ask("human", settings)).toMatch(/^interrupted:/);
    });

    test("a throwing node ends as a failed run", async () => {
      expect(await ask("boom", settings)).toMatch(/^run_failed:/);
    });

    test("an unknown assistant is not found", async () => {
      expect(await ask("nobody", settings)).toBe("not_found: ");
    });
  });

  test("a throwing node keeps the words that came before", async () => {
    expect(await ask("boom")).toBe("run_failed: Half an answer ");
  });

  test("a second question knows nothing of the first", async () => {
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
