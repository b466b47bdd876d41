/**
 * A proxy ends the reply cleanly between two events, while the run goes on at a real server. On the wire this looks
 * like the end of the run. The look at the server after the end shows that it is not.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunSettings } from "../../src/run/types.js";
import { CHECKS_FIRST } from "../servers/checksFirst.js";
import { expectNodeToStop } from "../servers/expectNodeToStop.js";
import { SERVERS } from "../servers/servers.js";
import {
  startCuttingProxy,
  type CutOptions,
  type CuttingProxy,
} from "../servers/startCuttingProxy.js";
import type { TestServer } from "../servers/TestServer.js";

describe.each(SERVERS)("a reply that is cut between two events, on the $name server", (its) => {
  let server: TestServer;
  let proxy: CuttingProxy;

  beforeAll(async () => {
    server = await its.start({ graphs: { checksFirst: CHECKS_FIRST[its.name] } });
  }, 300_000);
  afterEach(() => proxy.close());
  afterAll(() => server?.close());

  async function ask(options: Partial<RunSettings>, cut: CutOptions["cut"] = "clean") {
    proxy = await startCuttingProxy(server.url, { cutAfter: "Let me check.", cut });
    const run = createRun({ apiUrl: proxy.url, assistantId: "checksFirst", ...options });
    return run.submit("When do you open?");
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
      await expectNodeToStop(server);
      expect(proxy.paths.some((path) => path.endsWith("/cancel"))).toBe(true);
    },
  );

  // The Python server ends such a run by itself, so its thread is gone and the look cannot tell (docs/reliability.md).
  test.runIf(its.name === "JavaScript")(
    "the run is truncated also when the server loses its connection in the same moment",
    async () => {
      const { error } = await ask({ streamMode: "updates" }, "cleanOnBothSides");
      expect(error?.kind).toBe("truncated");
      await expectNodeToStop(server);
    },
  );

  test("without the look, the cut is a success: this is the case the look is made for", async () => {
    const { status, answer } = await ask({ streamMode: "updates", confirmEnd: false });
    expect({ status, answer }).toEqual({ status: "success", answer: "Let me check." });
    expect(proxy.paths).toEqual(["/runs/stream"]);
  });
});
