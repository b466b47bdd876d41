/** A visitor leaves the page during a run, or closes its tab. The page cancels the run. */
import { completeRun, hold, metadata, tokens, type ScriptStep } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { chatOf, eventually } from "./chatsPage.js";
import { heldAnswer } from "./heldAnswer.js";
import { setUpScriptedChats } from "./scriptedChats.js";

declare global {
  interface Window {
    /** For each time the browser showed the page: whether the page came from the back/forward cache. */
    restored: boolean[];
  }
}

const { serve, open, show, server, receivedRuns, callsAfterFirst } = setUpScriptedChats();

describe("a visitor leaves the page and comes back", () => {
  const recordRestores = () => {
    window.restored = [];
    addEventListener("pageshow", ({ persisted }) => window.restored.push(persisted));
  };

  async function leaveAndReturn(page: Page): Promise<void> {
    await page.goto("about:blank");
    // The browser does not load a page from the back/forward cache again, so no load event comes.
    await page.goBack({ waitUntil: "commit" });
    await eventually(() => page.evaluate(() => window.restored)).toEqual([false, true]);
  }

  test("a page without a question sends nothing", async () => {
    await serve(completeRun("Yes."));
    const page = await open(recordRestores);
    await show();
    await leaveAndReturn(page);
    expect(server().exchanges).toEqual([]);
  });

  test("a page with an answer still shows it, and answers the next question", async () => {
    await serve(completeRun("Yes, within 30 days."));
    const page = await open(recordRestores);
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).waitForStatus("success");
    await leaveAndReturn(page);
    expect(await chatOf(page).answer.innerText()).toBe("Yes, within 30 days.");
    await chatOf(page).ask("And on Sundays?");
    await eventually(receivedRuns).toHaveLength(2);
    await chatOf(page).waitForStatus("success");
  });

  test("a page that is answering stops, keeps its words, and cancels the run in one call without a preflight", async () => {
    await serve(heldAnswer("Yes, within", " 30 days."));
    const page = await open(recordRestores);
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).answer.filter({ hasText: "within" }).waitFor();
    await leaveAndReturn(page);
    expect(await chatOf(page).status()).toBe("stopped");
    expect(await chatOf(page).answer.innerText()).toBe("Yes, within");
    await eventually(callsAfterFirst).toEqual([
      expect.stringMatching(/^POST \/threads\/.*\/cancel$/),
    ]);
    expect(server().preflights).toEqual(["POST /runs/stream"]);
    await eventually(() => server().exchanges[0]?.wasLeft).toBe(true);
    await chatOf(page).button("Ask").waitFor();
  });

  test.each<["stream" | "wait", ScriptStep[]]>([
    ["stream", [metadata(), hold()]],
    ["wait", [hold()]],
  ])(
    "in %s mode, a page that waits for the first word stops at once, then finds and cancels the run",
    async (mode, steps) => {
      await serve(steps);
      const page = await open(recordRestores);
      await show("chat", { mode });
      await chatOf(page).ask("Refund?");
      await eventually(receivedRuns).toHaveLength(1);
      await leaveAndReturn(page);
      expect(await chatOf(page).status()).toBe("stopped");
      await eventually(callsAfterFirst).toEqual([
        "POST /threads/search",
        "GET /threads/thread-1/runs",
        "POST /threads/thread-1/runs/run-1/cancel",
      ]);
    },
  );
});

test("a cancellation that waits for its preflight still arrives after the tab is closed", async () => {
  let allowPreflight = () => {};
  const preflightAllowed = new Promise<void>((resolve) => (allowPreflight = resolve));
  await serve([metadata(), ...tokens("Yes, within"), hold()], {
    beforePreflight: (call) => (call.endsWith("/cancel") ? preflightAllowed : undefined),
  });
  const page = await open();
  await show("chat", { headers: { authorization: "Bearer of a visitor" } });
  await chatOf(page).ask("Refund?");
  await chatOf(page).answer.filter({ hasText: "within" }).waitFor();
  // This request ends with the page, so its end shows that the page is gone.
  await page.evaluate((url) => void fetch(`${url}/runs/wait`, { method: "POST" }), server().url);
  await eventually(callsAfterFirst).toEqual(["POST /runs/wait"]);
  await page.close({ runBeforeUnload: true });
  await eventually(() => server().exchanges[1]?.wasLeft).toBe(true);
  expect(callsAfterFirst()).toEqual(["POST /runs/wait"]);
  allowPreflight();
  await eventually(callsAfterFirst).toEqual([
    "POST /runs/wait",
    expect.stringMatching(/^POST \/threads\/.*\/cancel$/),
  ]);
});
