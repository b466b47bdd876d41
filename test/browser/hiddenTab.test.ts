/** The browser gives the page no frames or no time: the tab is hidden, or a script blocks the page. */
import { pause } from "oneshot-chat/testing";
import { describe, expect, test } from "vitest";
import { chatOf } from "./chatsPage.js";
import { heldAnswer } from "./heldAnswer.js";
import { setUpScriptedChats } from "./scriptedChats.js";

declare global {
  interface Window {
    /** Makes the tab look hidden, or visible again, to scripts. */
    setHidden(isHidden: boolean): void;
  }
}

const { serve, open, show, server, receivedRuns } = setUpScriptedChats();

describe("a hidden tab", () => {
  /**
   * Imitates a hidden tab, because headless Chromium never hides one: no frames come, and timers run once a second.
   */
  const stubVisibility = () => {
    const frames: FrameRequestCallback[] = [];
    const { setTimeout: setTimer, requestAnimationFrame: paint } = window;
    let isHidden = false;
    Object.defineProperty(document, "hidden", { get: () => isHidden });
    Object.defineProperty(document, "visibilityState", {
      get: () => (isHidden ? "hidden" : "visible"),
    });
    window.requestAnimationFrame = (callback) =>
      isHidden ? frames.push(callback) : paint.call(window, callback);
    window.setTimeout = ((run: () => void, ms = 0) =>
      setTimer.call(window, run, isHidden ? Math.max(ms, 1000) : ms)) as typeof setTimeout;
    window.setHidden = (hide) => {
      isHidden = hide;
      document.dispatchEvent(new Event("visibilitychange"));
      if (!hide) for (const frame of frames.splice(0)) paint.call(window, frame);
    };
  };

  test("a hidden tab receives the whole answer without a frame", async () => {
    const words = Array.from({ length: 200 }, (_, at) => `word-${at}`).join(" ");
    await serve(heldAnswer("Well, ", words));
    const page = await open(stubVisibility);
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).waitForStatus("streaming");
    await page.evaluate(() => window.setHidden(true));
    server().release();
    await chatOf(page).waitForStatus("success");
    expect(await page.evaluate(() => document.visibilityState)).toBe("hidden");
    expect(await chatOf(page).answer.innerText()).toBe(`Well, ${words}`);
    await page.evaluate(() => window.setHidden(false));
    expect(await chatOf(page).status()).toBe("success");
    expect(receivedRuns()).toHaveLength(1);
  });
});

test("a page that was blocked past its deadlines waits a moment longer before the run fails", async () => {
  // When a computer wakes up, its timers fire before the network delivers data.
  const steps = heldAnswer("Yes, ", "within 30 days.");
  await serve(steps.flatMap((step) => (step.type === "hold" ? [step, pause(2_500)] : [step])));
  const page = await open();
  await show("chat", { idleTimeoutMs: 300, runTimeoutMs: 1_000 });
  await chatOf(page).ask("Refund?");
  await chatOf(page).waitForStatus("streaming");
  const blocked = page.evaluate(() => {
    const until = performance.now() + 2_000;
    while (performance.now() < until);
  });
  server().release();
  await blocked;
  await chatOf(page).waitForStatus("success");
  expect(await chatOf(page).answer.innerText()).toBe("Yes, within 30 days.");
});
