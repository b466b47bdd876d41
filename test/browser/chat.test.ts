/** Both real LangGraph servers, a real page, a real Chromium. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  deadUrl,
  launchChromium,
  startPageServer,
  visit,
  type PageServer,
  type Visit,
} from "./harness.js";
import { SERVERS } from "../servers/servers.js";
import type { TestServer } from "../servers/TestServer.js";

/** The requests of a question that succeeds: the run, and one look whether the server has finished it too. */
const ASKED_AND_CONFIRMED = ["POST /runs/stream", "POST /threads/search"];

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: "Your question" }).fill(question);
  await page.keyboard.press("Enter");
}

const answerOf = (page: Page) => page.getByRole("region", { name: "Answer" });
const completed = (page: Page) =>
  page.getByRole("status").filter({ hasText: "Answer complete" }).waitFor({ state: "attached" });

describe.each(SERVERS)("on the $name server", ({ start }) => {
  let assistant: TestServer;
  let pages: PageServer;
  let browser: Browser;
  let open: Visit[] = [];

  beforeAll(async () => {
    assistant = await start();
    [pages, browser] = await Promise.all([startPageServer(assistant.url), launchChromium()]);
  });

  afterEach(async () => {
    const visits = open;
    open = [];
    for (const { page, troubles } of visits) {
      await page.close();
      expect(troubles).toEqual([]);
    }
  });

  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await assistant?.close();
  });

  async function visitChat(props: object): Promise<Visit> {
    const visited = await visit(browser, pages.url, props);
    open.push(visited);
    return visited;
  }

  test("two questions are two POSTs without a thread, and the second knows nothing of the first", async () => {
    const { page, calls, askBodies } = await visitChat({ assistantId: "steps" });
    await ask(page, "Can I get a refund?");

    await completed(page);
    expect(await answerOf(page).innerText()).toMatch(/^word-0 .* word-99\s*$/);
    expect(
      await page.getByRole("list", { name: "Progress" }).getByRole("listitem").allInnerTexts(),
    ).toEqual([expect.stringMatching(/retrieve\s*done/), expect.stringMatching(/answer\s*done/)]);

    await ask(page, "And on Sundays?");
    await page.getByText("Working…").waitFor();
    await completed(page);
    expect(calls()).toEqual([...ASKED_AND_CONFIRMED, ...ASKED_AND_CONFIRMED]);
    expect(askBodies()[1]).toMatchObject({
      assistant_id: "steps",
      input: { messages: [{ role: "human", content: "And on Sundays?" }] },
    });
    expect(JSON.stringify(askBodies()[1])).not.toContain("refund");
  });

  test("the demo's assistant answers from its entries", async () => {
    const { page } = await visitChat({ assistantId: "faq" });
    await ask(page, "Does it remember my last question?");
    await completed(page);
    expect((await answerOf(page).innerText()).length).toBeGreaterThan(40);
  });

  test("another origin is asked directly, with one preflight and no key", async () => {
    const { page, calls } = await visitChat({ apiUrl: assistant.url, assistantId: "steps" });
    await ask(page, "Refund?");
    await completed(page);
    expect(calls()).toEqual(ASKED_AND_CONFIRMED);
  });

  test("words show as they are written; stop ends a slow run, keeps them and gives the box back", async () => {
    const { page, asks } = await visitChat({ assistantId: "slow" });
    await ask(page, "Take your time?");
    // The run takes half a minute: whatever shows now was shown while it was being written.
    await answerOf(page).filter({ hasText: "tick-0" }).waitFor();
    await answerOf(page).filter({ hasText: "tick-2" }).waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("button", { name: "Ask", exact: true }).waitFor();
    expect(await answerOf(page).innerText()).toContain("tick-2");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
    expect(asks()).toEqual(["POST /runs/stream"]);
  });

  describe("graphs of other shapes", () => {
    test.each([
      ["a tool call is no answer", { assistantId: "tools" }, "We are open 9-17."],
      ["a returned message is", { assistantId: "sub" }, "wrapped"],
      ["a subgraph's words, chosen", { assistantId: "sub", answerNodes: ["child"] }, "inner words"],
      ["blocks without their reasoning", { assistantId: "blocks" }, "Refunds take 30 days."],
      ["wait mode", { assistantId: "tools", mode: "wait" }, "We are open 9-17."],
      ["values alone", { assistantId: "tools", streamMode: "values" }, "We are open 9-17."],
      ["updates alone", { assistantId: "tools", streamMode: ["updates"] }, "We are open 9-17."],
    ])("%s", async (_name, props, text) => {
      const { page, asks } = await visitChat(props);
      await ask(page, "When do you open?");
      await completed(page);
      expect(await answerOf(page).innerText()).toBe(text);
      expect(asks()).toHaveLength(1);
    });
  });

  describe("when it goes wrong", () => {
    test("a node that throws: the text so far, plain words, the question kept, nothing of the exception", async () => {
      const { page } = await visitChat({ assistantId: "boom" });
      await ask(page, "Will it work?");
      await page.getByRole("alert").filter({ hasText: "ran into a problem" }).waitFor();
      expect(await answerOf(page).innerText()).toContain("Half an answer");
      expect(await page.getByRole("textbox", { name: "Your question" }).inputValue()).toBe(
        "Will it work?",
      );
      expect(await page.content()).not.toContain("secret");
      await page.getByRole("button", { name: "Try again" }).waitFor();
    });

    test("an unknown assistant", async () => {
      const { page, calls } = await visitChat({ assistantId: "nobody" });
      await ask(page, "Anybody there?");
      await page.getByRole("alert").filter({ hasText: "isn’t available" }).waitFor();
      expect(calls()).toHaveLength(1);
    });

    test("a graph that wants a person", async () => {
      const { page } = await visitChat({ assistantId: "human" });
      await ask(page, "May I?");
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").innerText()).toContain("needs a person");
    });

    test("a dead server: one try, said at once, and Try again after it is back", async () => {
      const apiUrl = await deadUrl();
      const { page, calls } = await visitChat({ apiUrl, assistantId: "faq" });
      await ask(page, "Hello?");
      await page.getByRole("alert").filter({ hasText: "can’t be reached" }).waitFor();
      expect(calls()).toEqual(["POST /runs/stream"]);
      await page.route(`${apiUrl}/**`, (route) =>
        route.fulfill({
          headers: { "access-control-allow-origin": "*", "content-type": "text/event-stream" },
          body: 'event: updates\ndata: {"answer":{"messages":[{"type":"ai","content":"Back."}]}}\n\n',
        }),
      );
      await page.getByRole("button", { name: "Try again" }).click();
      await answerOf(page).filter({ hasText: "Back." }).waitFor();
    });

    test("a server that dies while it answers", async () => {
      const mortal = await start();
      try {
        const { page, asks } = await visitChat({ apiUrl: mortal.url, assistantId: "slow" });
        await ask(page, "Still there?");
        await answerOf(page).filter({ hasText: "tick-1" }).waitFor();
        await mortal.close();
        await page.getByRole("alert").waitFor();
        expect(await answerOf(page).innerText()).toContain("tick-1");
        expect(asks()).toHaveLength(1);
      } finally {
        await mortal.close();
      }
    });
  });
});
