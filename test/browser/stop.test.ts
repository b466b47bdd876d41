/** When a visitor stops or leaves a run, the node on a real LangGraph server stops working. */
import type { RunOptions } from "oneshot-chat";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchChromium, type Visit } from "./harness.js";
import { pageUrl } from "./pageUrl.js";
import { expectNodeToStop } from "../servers/expectNodeToStop.js";
import { SERVERS } from "../servers/servers.js";
import type { TestServer } from "../servers/TestServer.js";
import { chatOf, eventually, openChatsPage } from "./chatsPage.js";

/**
 * Whether the server honours `on_disconnect: "cancel"` for stateless runs. The JavaScript server does not, so there the
 * page finds the run and cancels it.
 */
const ENDS_ON_DISCONNECT = { JavaScript: false, Python: true };

describe.each(SERVERS)("on the $name server", ({ name, start }) => {
  const endsOnDisconnect = ENDS_ON_DISCONNECT[name];

  let assistant: TestServer;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    [assistant, browser] = await Promise.all([start(), launchChromium({ bfcache: true })]);
  });

  afterEach(async () => {
    await visited.page.context().close();
    expect(visited.problems).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await assistant?.close();
  });

  /** Opens a chat and waits until its run works: its node ticks, and the `slow` node has written a word. */
  async function startRun(options: Partial<RunOptions>): Promise<Page> {
    visited = await openChatsPage(browser, pageUrl("production"));
    const { page } = visited;
    const given = { apiUrl: assistant.url, assistantId: "slow", ...options } as RunOptions;
    await page.evaluate((props) => window.chats.show("chat", props), given);
    const before = assistant.ticks();
    await chatOf(page).ask("Take your time?");
    await eventually(assistant.ticks).toBeGreaterThan(before);
    if (given.assistantId === "slow")
      await chatOf(page).answer.filter({ hasText: "tick-1" }).waitFor();
    expect(visited.runCalls()).toHaveLength(1);
    expect(visited.calls()).toHaveLength(1);
    return page;
  }

  async function expectNodeTo(act: "stop" | "go on"): Promise<void> {
    if (act === "stop") return expectNodeToStop(assistant);
    const before = assistant.ticks();
    await eventually(assistant.ticks).toBeGreaterThan(before + 20);
  }

  const runCalls = () => visited.runCalls();
  const otherCalls = () => visited.calls().filter((call) => !runCalls().includes(call));
  const cancels = () => visited.calls().filter((call) => call.endsWith("/cancel"));

  describe("a visitor presses Stop", () => {
    test.each<[string, Partial<RunOptions>, "stream" | "wait"]>([
      ["stops the node of a run that has written a token", { assistantId: "slow" }, "stream"],
      ["stops the node of a run without a token", { assistantId: "silent" }, "stream"],
      ["stops the node of a run in wait mode", { assistantId: "silent", mode: "wait" }, "wait"],
    ])("Stop %s", async (_name, options, mode) => {
      const page = await startRun(options);
      await chatOf(page).button("Stop").click();
      await chatOf(page).waitForStatus("stopped");
      await expectNodeToStop(assistant);
      expect(runCalls()).toEqual([`POST /runs/${mode}`]);
      // With `on_disconnect` the run may end before the page finds it, so nothing is left to cancel.
      if (!endsOnDisconnect)
        expect(otherCalls().at(-1)).toMatch(/^POST \/threads\/[\w-]+\/runs\/[\w-]+\/cancel$/);
    });

    test("stop stops the node 5 ms after the question is sent", async () => {
      const page = await startRun({ assistantId: "silent" });
      await chatOf(page).button("Stop").click();
      await expectNodeToStop(assistant);
      const before = otherCalls().length;
      await page.evaluate(async () => {
        const { submit, stop } = window.chats.run("chat");
        void submit("At once?");
        await new Promise((resolve) => setTimeout(resolve, 5));
        stop();
      });
      // Either the page finds and cancels the run, or the request never reached the server and the page ends its
      // search.
      const search = () => otherCalls().slice(before);
      await eventually(
        () => search().length >= 9 || search().some((call) => call.endsWith("/cancel")),
      ).toBe(true);
      await expectNodeToStop(assistant);
      expect(runCalls()).toHaveLength(2);
    });

    const end = endsOnDisconnect ? "the node stops" : "the node works on to its end";
    test(`with cancelOnStop off, Stop sends no further request, and ${end}`, async () => {
      const page = await startRun({ cancelOnStop: false });
      await chatOf(page).button("Stop").click();
      await chatOf(page).waitForStatus("stopped");
      await expectNodeTo(endsOnDisconnect ? "stop" : "go on");
      expect(otherCalls()).toEqual([]);
      expect(runCalls()).toHaveLength(1);
      await endAllRuns();
    });
  });

  // Python cannot stop a thread, and a `def` node runs in one. The other tests use `async def` nodes.
  test.runIf(name === "Python")(
    "stop ends the run, but a node that is written with def works on to its end",
    async () => {
      const page = await startRun({ assistantId: "slowSync" });
      await chatOf(page).button("Stop").click();
      await chatOf(page).waitForStatus("stopped");
      await expectNodeTo("go on");
      expect(runCalls()).toHaveLength(1);
      await expectNodeToStop(assistant);
    },
  );

  describe("a visitor leaves a run", () => {
    test("a newer question stops the node of the older run", async () => {
      const page = await startRun({});
      await page.evaluate(
        (apiUrl) => window.chats.show("chat", { apiUrl, assistantId: "tools" }),
        assistant.url,
      );
      await chatOf(page).ask("Something else?");
      await chatOf(page).waitForStatus("success");
      await expectNodeToStop(assistant);
      expect(runCalls()).toHaveLength(2);
      expect(cancels()).toHaveLength(1);
      expect(await chatOf(page).answer.innerText()).toBe("We are open 9-17.");
    });

    test.each<[string, Partial<RunOptions>]>([
      ["that has written a token", { assistantId: "slow" }],
      ["without a token", { assistantId: "silent" }],
    ])("unmounting the chat stops the node of a run %s", async (_name, options) => {
      const page = await startRun(options);
      await page.evaluate(() => window.chats.hide("chat"));
      await expectNodeToStop(assistant);
      expect(runCalls()).toHaveLength(1);
    });

    test("going to another page stops the node of a run that has written a token", async () => {
      const page = await startRun({});
      await page.goto("about:blank");
      await expectNodeToStop(assistant);
      expect(runCalls()).toHaveLength(1);
    });

    test("closing the tab stops the node of a run that has written a token", async () => {
      const page = await startRun({});
      await page.close({ runBeforeUnload: true });
      await expectNodeToStop(assistant);
      expect(runCalls()).toHaveLength(1);
    });

    // Before the first token, the page needs three calls to find and cancel a run. A page that is gone can send only
    // one.
    test("coming back from another page stops the node of a run without a token", async () => {
      const page = await startRun({ assistantId: "silent" });
      await page.goto("about:blank");
      await page.goBack({ waitUntil: "commit" });
      await chatOf(page).waitForStatus("stopped");
      await expectNodeToStop(assistant);
      expect(runCalls()).toHaveLength(1);
    });

    const end = endsOnDisconnect ? "stops the node" : "does not cancel the run";
    test(`closing the tab before the first token ${end}`, async () => {
      const page = await startRun({ assistantId: "silent" });
      await page.close({ runBeforeUnload: true });
      await expectNodeTo(endsOnDisconnect ? "stop" : "go on");
      expect(runCalls()).toHaveLength(1);
      await endAllRuns();
    });
  });

  /** Cancels the runs that the chat did not cancel, so that they do not tick during the next test. */
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
    await expectNodeToStop(assistant);
  }
});
