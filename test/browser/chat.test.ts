/** The chat answers on both real LangGraph servers, in a real page and a real Chromium. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { deadUrl, launchChromium, visit, type Visit } from "./harness.js";
import { SERVERS } from "../servers/servers.js";
import type { TestServer } from "../servers/TestServer.js";

/** The requests of a question that succeeds: the run, and one search that asks whether the run still goes on. */
const CALLS_OF_A_QUESTION = ["POST /runs/stream", "POST /threads/search"];

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: "Your question" }).fill(question);
  await page.keyboard.press("Enter");
}

const answerOf = (page: Page) => page.getByRole("region", { name: "Answer" });
const waitForCompletion = (page: Page) =>
  page.getByRole("status").filter({ hasText: "Answer complete" }).waitFor({ state: "attached" });

describe.each(SERVERS)("on the $name server", ({ start }) => {
  let assistant: TestServer;
  let browser: Browser;
  let open: Visit[] = [];

  beforeAll(async () => {
    [assistant, browser] = await Promise.all([start(), launchChromium()]);
  });

  afterEach(async () => {
    const visits = open;
    open = [];
    for (const { page, problems } of visits) {
      await page.close();
      expect(problems).toEqual([]);
    }
  });

  afterAll(async () => {
    await browser?.close();
    await assistant?.close();
  });

  async function visitChat(props: object): Promise<Visit> {
    const visited = await visit(browser, assistant.url, props);
    open.push(visited);
    return visited;
  }

  test("two questions are two POSTs without a thread, and the second holds no word of the first", async () => {
    const { page, calls, runBodies } = await visitChat({ assistantId: "steps" });
    await ask(page, "Can I get a refund?");

    await waitForCompletion(page);
    expect(await answerOf(page).innerText()).toMatch(/^word-0 .* word-99\s*$/);
    await page.getByText("Steps: 2").click();
    expect(
      await page.getByRole("list", { name: "Progress" }).getByRole("listitem").allInnerTexts(),
    ).toEqual([expect.stringMatching(/Retrieve\s*done/), expect.stringMatching(/Answer\s*done/)]);

    await ask(page, "And on Sundays?");
    await page.getByText("Working…").waitFor();
    await waitForCompletion(page);
    expect(calls()).toEqual([...CALLS_OF_A_QUESTION, ...CALLS_OF_A_QUESTION]);
    expect(runBodies()[1]).toMatchObject({
      assistant_id: "steps",
      input: { messages: [{ role: "human", content: "And on Sundays?" }] },
    });
    expect(JSON.stringify(runBodies()[1])).not.toContain("refund");
  });

  test("the demo's assistant answers from its entries", async () => {
    const { page } = await visitChat({ assistantId: "faq" });
    await ask(page, "Does it remember my last question?");
    await waitForCompletion(page);
    expect((await answerOf(page).innerText()).length).toBeGreaterThan(40);
  });

  test("the page asks a server of another origin directly, without an API key", async () => {
    const { page, calls } = await visitChat({ apiUrl: assistant.url, assistantId: "steps" });
    await ask(page, "Refund?");
    await waitForCompletion(page);
    expect(calls()).toEqual(CALLS_OF_A_QUESTION);
  });

  test("words show while the run goes on, and stop ends the run, keeps the words and focuses the box", async () => {
    const { page, runCalls } = await visitChat({ assistantId: "slow" });
    await ask(page, "Take your time?");
    // The run takes half a minute, so these words show while the run goes on.
    await answerOf(page).filter({ hasText: "tick-0" }).waitFor();
    await answerOf(page).filter({ hasText: "tick-2" }).waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("button", { name: "Ask", exact: true }).waitFor();
    expect(await answerOf(page).innerText()).toContain("tick-2");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
    expect(runCalls()).toEqual(["POST /runs/stream"]);
  });

  describe("each kind of graph and stream mode shows its answer", () => {
    test.each([
      [
        "a graph that calls a tool shows its last message, not the tool call",
        { assistantId: "tools" },
        "We are open 9-17.",
      ],
      [
        "a graph with a subgraph shows the message that the outer node returns",
        { assistantId: "sub" },
        "wrapped",
      ],
      [
        "answerNodes shows the words of a node in a subgraph",
        { assistantId: "sub", answerNodes: ["child"] },
        "inner words",
      ],
      [
        "content blocks show their text without the reasoning",
        { assistantId: "blocks" },
        "Refunds take 30 days.",
      ],
      ["wait mode shows the answer", { assistantId: "tools", mode: "wait" }, "We are open 9-17."],
      [
        "the stream mode values alone shows the answer",
        { assistantId: "tools", streamMode: "values" },
        "We are open 9-17.",
      ],
      [
        "the stream mode updates alone shows the answer",
        { assistantId: "tools", streamMode: ["updates"] },
        "We are open 9-17.",
      ],
    ])("%s", async (_name, props, text) => {
      const { page, runCalls } = await visitChat(props);
      await ask(page, "When do you open?");
      await waitForCompletion(page);
      expect(await answerOf(page).innerText()).toBe(text);
      expect(runCalls()).toHaveLength(1);
    });
  });

  describe("errors", () => {
    test("if a node throws, the visitor keeps the text and the question, and sees plain words without the exception", async () => {
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

    test("if the assistant is unknown, the visitor sees that it is not available after one request", async () => {
      const { page, calls, expectConsole } = await visitChat({ assistantId: "nobody" });
      expectConsole(/does not know this assistant\. Check assistantId/);
      await ask(page, "Anybody there?");
      await page.getByRole("alert").filter({ hasText: "isn’t available" }).waitFor();
      expect(calls()).toHaveLength(1);
    });

    test("if the graph waits for a person, the visitor sees that it needs a person", async () => {
      const { page } = await visitChat({ assistantId: "human" });
      await ask(page, "May I?");
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").innerText()).toContain("needs a person");
    });

    test("if no server listens, the page tries once and shows the error, and Try again works when the server is back", async () => {
      const apiUrl = await deadUrl();
      const { page, calls, expectConsole } = await visitChat({ apiUrl, assistantId: "faq" });
      expectConsole(/could not be reached\. Check apiUrl/);
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

    test("if the server ends during an answer, the visitor keeps the words and sees an error", async () => {
      const extraServer = await start();
      try {
        const { page, runCalls } = await visitChat({
          apiUrl: extraServer.url,
          assistantId: "slow",
        });
        await ask(page, "Still there?");
        await answerOf(page).filter({ hasText: "tick-1" }).waitFor();
        await extraServer.close();
        await page.getByRole("alert").waitFor();
        expect(await answerOf(page).innerText()).toContain("tick-1");
        expect(runCalls()).toHaveLength(1);
      } finally {
        await extraServer.close();
      }
    });
  });
});
