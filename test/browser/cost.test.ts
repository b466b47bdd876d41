/**
 * What a chat costs the page it is on, and what it leaves behind: commits, sockets, timers, listeners, memory.
 * `LONG=1` does ten times as much; `SEED=…` repeats a run.
 */
import type { RunOptions } from "oneshot-chat";
import { completeRun, hold, metadata, pause, tokens, type Reply } from "oneshot-chat/testing";
import type { Browser, CDPSession, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startBuiltPages } from "./builtPages.js";
import { launchChromium, type PageServer, type Visit } from "./harness.js";
import { chatOf, eventually, openStage } from "./openStage.js";
import { serveScript, type ScriptServer } from "./serveScript.js";

declare global {
  interface Window {
    /** What the page has begun and not ended. */
    outstanding(): { timers: number; frames: number; requests: number };
    /** Numbers from 0 up to 1 that depend on the seed alone (mulberry32). */
    randomFrom(seed: number): () => number;
  }
}

const LONG = Boolean(process.env.LONG);
const CYCLES = LONG ? 1_000 : 100;
const STOPS = LONG ? 500 : 50;
const TIMEOUT_MS = LONG ? 600_000 : 60_000;
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

let pages: PageServer;
let browser: Browser;
let server: ScriptServer;
let visited: Visit;

beforeAll(async () => {
  [pages, browser] = await Promise.all([startBuiltPages("production"), launchChromium()]);
});

afterEach(async () => {
  await visited.page.context().close();
  await server.close();
  expect(visited.troubles).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await pages?.close();
});

/** Counts what the page begins and ends, before any of its scripts does. */
function countOutstanding(): void {
  const timers = new Set<unknown>();
  const frames = new Set<number>();
  let requests = 0;
  const { setTimeout, clearTimeout, requestAnimationFrame, cancelAnimationFrame, fetch } = window;
  window.setTimeout = ((run: () => void, ms?: number) => {
    const timer = setTimeout.call(
      window,
      () => {
        timers.delete(timer);
        run();
      },
      ms,
    );
    timers.add(timer);
    return timer;
  }) as typeof setTimeout;
  window.clearTimeout = (timer) => {
    timers.delete(timer);
    clearTimeout.call(window, timer);
  };
  window.requestAnimationFrame = (callback) => {
    const frame = requestAnimationFrame.call(window, (time) => {
      frames.delete(frame);
      callback(time);
    });
    frames.add(frame);
    return frame;
  };
  window.cancelAnimationFrame = (frame) => {
    frames.delete(frame);
    cancelAnimationFrame.call(window, frame);
  };
  window.fetch = async (...args) => {
    requests += 1;
    try {
      return await fetch.call(window, ...args);
    } finally {
      requests -= 1;
    }
  };
  window.outstanding = () => ({ timers: timers.size, frames: frames.size, requests });
  window.randomFrom = (seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NOTHING = { timers: 0, frames: 0, requests: 0 };

async function open(): Promise<Page> {
  visited = await openStage(browser, pages.url, countOutstanding);
  return visited.page;
}

/** A page with a chat that has been answered so. */
async function openAnswered(answer: string) {
  server = await serveScript(() => completeRun(answer));
  const page = await open();
  const options = { apiUrl: server.url, assistantId: "faq" } as RunOptions;
  await page.evaluate((given) => window.stage.show("chat", given), options);
  const chat = chatOf(page);
  await chat.ask("And then?");
  await chat.is("success");
  return { page, chat };
}

/** Until everything the page began has ended, its calls to cancel runs among it. */
async function settled(page: Page): Promise<void> {
  await eventually(() => page.evaluate(() => window.outstanding())).toEqual(NOTHING);
  await eventually(server.openSockets).toBe(0);
}

/** What the page holds, once all that can be collected is. */
async function holdings(page: Page, devtools: CDPSession) {
  // What an unmounted tree leaves for idle time has been done by then.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return {
    listeners: value("JSEventListeners"),
    nodes: value("Nodes"),
    heapBytes: value("JSHeapUsedSize"),
    // What every run is made of; the page itself has none.
    signals: await instances(devtools, "AbortSignal"),
    streams: await instances(devtools, "ReadableStream"),
  };
}

/** How many objects of a class are alive. */
async function instances(devtools: CDPSession, className: string): Promise<number> {
  const { result } = await devtools.send("Runtime.evaluate", {
    expression: `${className}.prototype`,
    objectGroup: "instances",
  });
  const { objects } = await devtools.send("Runtime.queryObjects", {
    prototypeObjectId: result.objectId ?? "",
    objectGroup: "instances",
  });
  const { result: count } = await devtools.send("Runtime.callFunctionOn", {
    objectId: objects.objectId ?? "",
    functionDeclaration: "function () { return this.length; }",
  });
  await devtools.send("Runtime.releaseObjectGroup", { objectGroup: "instances" });
  return Number(count.value);
}

test(
  `${CYCLES} chats mounted, asked and unmounted at any moment leave nothing behind (seed ${SEED})`,
  { timeout: TIMEOUT_MS },
  async () => {
    const endings: Reply[] = [
      [hold()],
      [metadata(), hold()],
      [metadata(), ...tokens("Yes, within 30 days"), hold()],
      completeRun("Yes."),
      { status: 500 },
    ];
    server = await serveScript((run) => endings[run % endings.length] ?? [], { keepAlive: false });
    const page = await open();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable");

    await cycle(page, 20, SEED);
    await settled(page);
    const before = await holdings(page, devtools);
    const startedAt = performance.now();
    await cycle(page, CYCLES, SEED + 1);
    await settled(page);
    const seconds = (performance.now() - startedAt) / 1000;
    const after = await holdings(page, devtools);
    const grownKb = (after.heapBytes - before.heapBytes) / 1024;
    console.log(
      `seed ${SEED}: ${CYCLES} cycles in ${seconds.toFixed(1)} s, ${server.exchanges.length} requests at the server, heap ${grownKb.toFixed(0)} kB more, listeners ${before.listeners} → ${after.listeners}, nodes ${before.nodes} → ${after.nodes}`,
    );
    expect(after.listeners).toBeLessThanOrEqual(before.listeners);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes);
    expect(after).toMatchObject({ signals: 0, streams: 0 });
    expect(grownKb).toBeLessThan(2 * 1024);
    expect(server.exchanges.every(({ endedAt }) => endedAt !== undefined)).toBe(true);
  },
);

/** @returns once every submit's promise has settled */
async function cycle(page: Page, count: number, seed: number): Promise<void> {
  await page.evaluate(
    async ({ cycles, from, apiUrl }) => {
      const random = window.randomFrom(from);
      for (let at = 0; at < cycles; at += 1) {
        const mode = random() < 0.25 ? "wait" : "stream";
        window.stage.show("chat", { apiUrl, assistantId: "faq", mode });
        const over = window.stage.run("chat").submit("Refund?");
        await new Promise((resolve) => setTimeout(resolve, random() * 40));
        window.stage.hide("chat");
        await over;
      }
    },
    { cycles: count, from: seed, apiUrl: server.url },
  );
}

test(
  `${STOPS} stops at any moment: stopped by the next frame, the connection closed (seed ${SEED})`,
  { timeout: TIMEOUT_MS },
  async () => {
    const words = tokens(Array.from({ length: 40 }, (_, at) => `word-${at}`).join(" "));
    server = await serveScript(
      // Before headers in wait mode; between events, and in the midst of them, in stream mode.
      () => [pause(5), metadata(), pause(5), ...words.flatMap((word) => [word, pause(1)]), hold()],
      { keepAlive: false },
    );
    const page = await open();
    const stops = await page.evaluate(
      async ({ count, seed, apiUrl }) => {
        const random = window.randomFrom(seed);
        const painted = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const seen = [];
        for (let at = 0; at < count; at += 1) {
          const mode = random() < 0.3 ? ("wait" as const) : ("stream" as const);
          window.stage.show("chat", { apiUrl, assistantId: "faq", mode, metadata: { at } });
          void window.stage.run("chat").submit("Refund?");
          await new Promise((resolve) => setTimeout(resolve, random() * 120));
          const { status: from, stop } = window.stage.run("chat");
          const stoppedAt = performance.timeOrigin + performance.now();
          stop();
          await painted();
          const { status, answer } = window.stage.run("chat");
          const drawn = document.querySelector<HTMLElement>(".oneshot-chat")?.dataset.status;
          await painted();
          const isStill = window.stage.run("chat").answer === answer;
          seen.push({ at, mode, from, stoppedAt, status, drawn, isStill });
        }
        return seen;
      },
      { count: STOPS, seed: SEED, apiUrl: server.url },
    );
    await settled(page);

    for (const stop of stops)
      expect(stop).toMatchObject({ status: "stopped", drawn: "stopped", isStill: true });
    const latencies: number[] = [];
    for (const { at, stoppedAt } of stops) {
      // Stopped before it had left, a question never gets there.
      const ended = server.exchanges.find(({ metadata: sent }) => sent.at === at)?.endedAt;
      if (ended !== undefined) latencies.push(ended - stoppedAt);
    }
    latencies.sort((a, b) => a - b);
    const percentile = (share: number) =>
      latencies[Math.min(Math.floor(latencies.length * share), latencies.length - 1)] ?? NaN;
    const count = (isOne: (stop: (typeof stops)[number]) => boolean) => stops.filter(isOne).length;
    const waited = count(({ mode }) => mode === "wait");
    const unspoken = count(({ mode, from }) => mode === "stream" && from === "pending");
    console.log(
      `seed ${SEED}: ${stops.length} stops (${waited} in wait mode, ${unspoken} before a token), ${latencies.length} of them known to the server; connection closed after p50 ${percentile(0.5).toFixed(1)} ms, p99 ${percentile(0.99).toFixed(1)} ms`,
    );
    expect(latencies.length).toBeGreaterThan(STOPS / 2);
    expect(percentile(0.99)).toBeLessThan(2_000);
  },
);

test("a fast stream is at most one commit a frame, and shown as it comes", async () => {
  const words = Array.from({ length: 3_000 }, (_, at) => `word-${at}`).join(" ");
  server = await serveScript(() => completeRun(words));
  const page = await open();
  const options = { apiUrl: server.url, assistantId: "faq" } as RunOptions;
  await page.evaluate((given) => window.stage.show("chat", given), options);
  await chatOf(page).is("idle");
  const { commits, frames, ms, answer } = await page.evaluate(async () => {
    const startedAt = performance.now();
    const committed = window.stage.commits("chat");
    let painted = 0;
    let isOver = false;
    requestAnimationFrame(function count() {
      painted += 1;
      if (!isOver) requestAnimationFrame(count);
    });
    const run = await window.stage.run("chat").submit("Refund?");
    isOver = true;
    return {
      commits: window.stage.commits("chat") - committed,
      frames: painted,
      ms: performance.now() - startedAt,
      answer: run.answer,
    };
  });
  console.log(`3000 tokens in ${ms.toFixed(0)} ms: ${commits} commits, ${frames} frames`);
  expect(answer).toBe(words);
  // The submit itself is shown at once, and a frame may have begun before the count.
  expect(commits).toBeLessThanOrEqual(frames + 2);
  expect(commits).toBeGreaterThan(3);
});

test("what is out of sight is not painted, and still found, selected, read out and reached", async () => {
  const sections = Array.from(
    { length: 60 },
    (_, at) => `## Rule ${at}\n\nThe words of it.\n\n- [where rule ${at} is](https://a.test/${at})`,
  );
  const { page, chat } = await openAnswered(sections.join("\n\n"));
  const last = chat.answer.getByRole("link", { name: "where rule 59 is" });
  const isPainted = () =>
    last.evaluate((link) => link.checkVisibility({ contentVisibilityAuto: true }));
  expect(await isPainted()).toBe(false);

  const isFound = await page.evaluate(() =>
    (window as { find?(text: string): boolean }).find?.("rule 58"),
  );
  expect(isFound).toBe(true);
  const selected = await chat.answer.evaluate((answer) => {
    getSelection()?.selectAllChildren(answer);
    return String(getSelection());
  });
  expect(selected).toContain("where rule 59 is");
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  const names = nodes.filter(({ ignored }) => !ignored).map(({ name }) => String(name?.value));
  expect(names).toEqual(expect.arrayContaining(["Rule 59", "where rule 59 is"]));

  // What was found is in sight now, and what is selected is painted.
  await page.evaluate(() => {
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  });
  await eventually(isPainted).toBe(false);

  const paintAll = (value: string) =>
    page.evaluate(
      (given) => document.documentElement.style.setProperty("--osc-out-of-sight", given),
      value,
    );
  await paintAll("visible");
  await eventually(isPainted).toBe(true);
  await paintAll("");
  await eventually(isPainted).toBe(false);

  await last.focus();
  await eventually(isPainted).toBe(true);
  expect(await last.evaluate((link) => link.getBoundingClientRect().bottom)).toBeLessThanOrEqual(
    await page.evaluate(() => innerHeight),
  );
});

test("long code is many boxes, and one text to whoever selects it", async () => {
  const lines = Array.from({ length: 900 }, (_, at) => (at % 9 === 0 ? "" : `let line${at};`));
  const code = lines.join("\n");
  const { chat } = await openAnswered(`\`\`\`js\n${code}\n\`\`\`\n`);
  const shown = await chat.answer.getByRole("code").evaluate((element) => {
    getSelection()?.selectAllChildren(element);
    const linePx = Number.parseFloat(getComputedStyle(element).lineHeight);
    return {
      boxes: element.childElementCount,
      selected: String(getSelection()),
      lines: Math.round(element.getBoundingClientRect().height / linePx),
      text: element.textContent,
    };
  });
  expect(shown.boxes).toBeGreaterThan(2);
  expect(shown.text.trimEnd()).toBe(code);
  expect(shown.selected.trimEnd()).toBe(code);
  expect(shown.lines).toBe(lines.length);
});
