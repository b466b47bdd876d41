/** Stop that stops: whoever leaves a run, and however, the node on a real LangGraph server ceases to work. */
import type { RunOptions } from "oneshot-chat";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startBuiltPages } from "./builtPages.js";
import { launchChromium, type PageServer, type Visit } from "./harness.js";
import { SERVERS } from "../servers/servers.js";
import type { TestServer } from "../servers/TestServer.js";
import { chatOf, eventually, openStage } from "./openStage.js";

/**
 * Where the servers differ: the Python server honours `on_disconnect: "cancel"` for stateless runs. The JavaScript
 * server does not, so there the page finds and cancels the run.
 */
const ENDS_ON_DISCONNECT = { JavaScript: false, Python: true };

describe.each(SERVERS)("on the $name server", ({ name, start }) => {
  const endsOnDisconnect = ENDS_ON_DISCONNECT[name];

  let assistant: TestServer;
  let pages: PageServer;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    [assistant, pages, browser] = await Promise.all([
      start(),
      startBuiltPages("production"),
      launchChromium({ bfcache: true }),
    ]);
  });

  afterEach(async () => {
    await visited.page.context().close();
    expect(visited.troubles).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await assistant?.close();
  });

  /** A chat with a run at work on the server: its node has ticked, or has spoken where words are to come. */
  async function startRun(options: Partial<RunOptions>): Promise<Page> {
    visited = await openStage(browser, pages.url);
    const { page } = visited;
    const given = { apiUrl: assistant.url, assistantId: "slow", ...options } as RunOptions;
    await page.evaluate((props) => window.stage.show("chat", props), given);
    const before = assistant.ticks();
    await chatOf(page).ask("Take your time?");
    await eventually(assistant.ticks).toBeGreaterThan(before);
    if (given.assistantId === "slow")
      await chatOf(page).answer.filter({ hasText: "tick-1" }).waitFor();
    expect(visited.asks()).toHaveLength(1);
    expect(visited.calls()).toHaveLength(1);
    return page;
  }

  /** Whether the node has not ticked over seven reads; it ticks every 100 ms. */
  async function isStill(): Promise<boolean> {
    const before = assistant.ticks();
    for (let read = 0; read < 7; read += 1) {
      await new Promise((resolve) => setTimeout(resolve, 110));
      if (assistant.ticks() !== before) return false;
    }
    return true;
  }

  async function expectNodeTo(act: "stop" | "go on"): Promise<void> {
    if (act === "stop") return expectNodeToStop();
    const before = assistant.ticks();
    await eventually(assistant.ticks).toBeGreaterThan(before + 20);
  }

  async function expectNodeToStop(): Promise<void> {
    await expect.poll(isStill, { timeout: 6_000, interval: 1 }).toBe(true);
  }

  const asks = () => visited.asks();
  const otherCalls = () => visited.calls().filter((call) => !asks().includes(call));
  const cancels = () => visited.calls().filter((call) => call.endsWith("/cancel"));

  describe("the stop button", () => {
    test.each<[string, Partial<RunOptions>, "stream" | "wait"]>([
      ["after a token", { assistantId: "slow" }, "stream"],
      ["before any token", { assistantId: "silent" }, "stream"],
      ["in wait mode", { assistantId: "silent", mode: "wait" }, "wait"],
    ])("%s", async (_name, options, mode) => {
      const page = await startRun(options);
      await chatOf(page).button("Stop").click();
      await chatOf(page).is("stopped");
      await expectNodeToStop();
      expect(asks()).toEqual([`POST /runs/${mode}`]);
      // The run may be gone before the page has found it.
      if (!endsOnDisconnect)
        expect(otherCalls().at(-1)).toMatch(/^POST \/threads\/[\w-]+\/runs\/[\w-]+\/cancel$/);
    });

    test("the very moment the question is sent", async () => {
      const page = await startRun({ assistantId: "silent" });
      await chatOf(page).button("Stop").click();
      await expectNodeToStop();
      const before = otherCalls().length;
      await page.evaluate(async () => {
        const { submit, stop } = window.stage.run("chat");
        void submit("At once?");
        await new Promise((resolve) => setTimeout(resolve, 5));
        stop();
      });
      // Either it is found and cancelled, or it has never reached the server and the search is given up.
      const search = () => otherCalls().slice(before);
      await eventually(
        () => search().length >= 9 || search().some((call) => call.endsWith("/cancel")),
      ).toBe(true);
      await expectNodeToStop();
      expect(asks()).toHaveLength(2);
    });

    const end = endsOnDisconnect ? "the node stops" : "the node goes on to its end";
    test(`with cancelOnStop off, nothing more is sent, and ${end}`, async () => {
      const page = await startRun({ cancelOnStop: false });
      await chatOf(page).button("Stop").click();
      await chatOf(page).is("stopped");
      await expectNodeTo(endsOnDisconnect ? "stop" : "go on");
      expect(otherCalls()).toEqual([]);
      expect(asks()).toHaveLength(1);
      await endAllRuns();
    });
  });

  // Python cannot stop a thread. `async def` nodes are cancelled, as the other tests show.
  test.runIf(name === "Python")(
    "stop ends the run, and a node written with def works on to its end",
    async () => {
      const page = await startRun({ assistantId: "slowSync" });
      await chatOf(page).button("Stop").click();
      await chatOf(page).is("stopped");
      await expectNodeTo("go on");
      expect(asks()).toHaveLength(1);
      await expectNodeToStop();
    },
  );

  describe("leaving a run", () => {
    test("for a newer question", async () => {
      const page = await startRun({});
      await page.evaluate(
        (apiUrl) => window.stage.show("chat", { apiUrl, assistantId: "tools" }),
        assistant.url,
      );
      await chatOf(page).ask("Something else?");
      await chatOf(page).is("success");
      await expectNodeToStop();
      expect(asks()).toHaveLength(2);
      expect(cancels()).toHaveLength(1);
      expect(await chatOf(page).answer.innerText()).toBe("We are open 9-17.");
    });

    test.each<[string, Partial<RunOptions>]>([
      ["after a token", { assistantId: "slow" }],
      ["before any", { assistantId: "silent" }],
    ])("by unmounting the chat %s", async (_name, options) => {
      const page = await startRun(options);
      await page.evaluate(() => window.stage.hide("chat"));
      await expectNodeToStop();
      expect(asks()).toHaveLength(1);
    });

    test("for another page, after a token", async () => {
      const page = await startRun({});
      await page.goto("about:blank");
      await expectNodeToStop();
      expect(asks()).toHaveLength(1);
    });

    test("by closing the tab, after a token", async () => {
      const page = await startRun({});
      await page.close({ runBeforeUnload: true });
      await expectNodeToStop();
      expect(asks()).toHaveLength(1);
    });

    // Before any token it takes three calls to find and cancel a run, and a page that is gone has one.
    test("for another page, before any token: once the visitor comes back", async () => {
      const page = await startRun({ assistantId: "silent" });
      await page.goto("about:blank");
      await page.goBack({ waitUntil: "commit" });
      await chatOf(page).is("stopped");
      await expectNodeToStop();
      expect(asks()).toHaveLength(1);
    });

    const end = endsOnDisconnect
      ? "the node stops"
      : "the run goes on, for want of time to find it";
    test(`by closing the tab, before any token: ${end}`, async () => {
      const page = await startRun({ assistantId: "silent" });
      await page.close({ runBeforeUnload: true });
      await expectNodeTo(endsOnDisconnect ? "stop" : "go on");
      expect(asks()).toHaveLength(1);
      await endAllRuns();
    });
  });

  /** Ends what the chat was told to leave running, as `cancelOnStop` would have. */
  async function endAllRuns(): Promise<void> {
    const call = async (path: string, init?: RequestInit) => {
      const headers = { "content-type": "application/json" };
      const text = await (await fetch(`${assistant.url}${path}`, { headers, ...init })).text();
      return JSON.parse(text || "[]") as { thread_id: string; run_id: string }[];
    };
    for (const { thread_id: thread } of await call("/threads/search", {
      method: "POST",
      body: "{}",
    }))
      for (const { run_id: run } of await call(`/threads/${thread}/runs`))
        await call(`/threads/${thread}/runs/${run}/cancel`, { method: "POST" });
    await expectNodeToStop();
  }
});
