/** What happens to a page around a run: left and come back to, offline, hidden, frozen, refused, reset. */
import type { ServerResponse } from "node:http";
import type { RunOptions } from "oneshot-chat";
import {
  aiMessage,
  completeRun,
  cut,
  hold,
  metadata,
  pause,
  tokens,
  type Reply,
  type ScriptedRequest,
  update,
  type ScriptStep,
} from "oneshot-chat/testing";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startBuiltPages } from "./builtPages.js";
import { launchChromium, type PageServer, type Visit } from "./harness.js";
import { chatOf, eventually, openStage } from "./openStage.js";
import type { Appearance } from "./page/stage.js";
import { serveScript, type ScriptServer, type ScriptServerOptions } from "./serveScript.js";

declare global {
  interface Window {
    /** Whether each time the page was shown it came out of the back/forward cache. */
    cameBack: boolean[];
    /** Hides the tab, or shows it again, as far as scripts can tell. */
    setHidden(isHidden: boolean): void;
  }
}

let pages: PageServer;
let strictPages: PageServer;
let browser: Browser;
let server: ScriptServer;
let visited: Visit;

beforeAll(async () => {
  browser = await launchChromium({ bfcache: true });
  pages = await startBuiltPages("production");
  strictPages = await startBuiltPages("development");
});

afterEach(async () => {
  await visited.page.context().close();
  await server.close();
  expect(visited.troubles).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await pages?.close();
  await strictPages?.close();
});

async function serve(
  reply: Reply | ((run: number, request: ScriptedRequest) => Reply),
  options?: ScriptServerOptions,
): Promise<void> {
  server = await serveScript(typeof reply === "function" ? reply : () => reply, options);
}

async function open(prepare?: () => void, { url } = pages): Promise<Page> {
  visited = await openStage(browser, url, prepare);
  return visited.page;
}

async function show(name = "chat", options: Partial<RunOptions> = {}, how: Appearance = {}) {
  const given = { apiUrl: server.url, assistantId: "faq", ...options } as RunOptions;
  await visited.page.evaluate(([...args]) => window.stage.show(...args), [
    name,
    given,
    how,
  ] as const);
}

/** An answer with a pause in it, until the server is released. */
function answerInTwo(before: string, after: string, pauseName?: string): ScriptStep[] {
  const message = aiMessage(`${before}${after}`, { id: "message-1" });
  return [
    metadata(),
    ...tokens(before),
    hold(pauseName),
    ...tokens(after),
    update("answer", { messages: [message] }),
  ];
}

const asks = () => server.exchanges.filter(({ call }) => /^POST \/runs\/(stream|wait)$/.test(call));
const callsAfter = () => server.exchanges.slice(1).map(({ call }) => call);

describe("left for another page, and come back to", () => {
  const noteReturns = () => {
    window.cameBack = [];
    addEventListener("pageshow", ({ persisted }) => window.cameBack.push(persisted));
  };

  async function leaveAndComeBack(page: Page): Promise<void> {
    await page.goto("about:blank");
    // A page out of the back/forward cache is not loaded again, so there is no load to wait for.
    await page.goBack({ waitUntil: "commit" });
    await eventually(() => page.evaluate(() => window.cameBack)).toEqual([false, true]);
  }

  test("before any question", async () => {
    await serve(completeRun("Yes."));
    const page = await open(noteReturns);
    await show();
    await leaveAndComeBack(page);
    expect(server.exchanges).toEqual([]);
  });

  test("with an answer, which is still there; the next question works", async () => {
    await serve(completeRun("Yes, within 30 days."));
    const page = await open(noteReturns);
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).is("success");
    await leaveAndComeBack(page);
    expect(await chatOf(page).answer.innerText()).toBe("Yes, within 30 days.");
    await chatOf(page).ask("And on Sundays?");
    await eventually(asks).toHaveLength(2);
    await chatOf(page).is("success");
  });

  test("while it answers: stopped, the words kept, cancelled by one call without a preflight", async () => {
    await serve(answerInTwo("Yes, within", " 30 days."));
    const page = await open(noteReturns);
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).answer.filter({ hasText: "within" }).waitFor();
    await leaveAndComeBack(page);
    expect(await chatOf(page).status()).toBe("stopped");
    expect(await chatOf(page).answer.innerText()).toBe("Yes, within");
    await eventually(callsAfter).toEqual([expect.stringMatching(/^POST \/threads\/.*\/cancel$/)]);
    expect(server.preflights).toEqual(["POST /runs/stream"]);
    await eventually(() => server.exchanges[0]?.wasLeft).toBe(true);
    await chatOf(page).button("Ask").waitFor();
  });

  test.each<["stream" | "wait", ScriptStep[]]>([
    ["stream", [metadata(), hold()]],
    ["wait", [hold()]],
  ])(
    "in %s mode before any word: stopped at once, sought on the server as it leaves, cancelled at the latest on return",
    async (mode, steps) => {
      await serve(steps);
      const page = await open(noteReturns);
      await show("chat", { mode });
      await chatOf(page).ask("Refund?");
      await eventually(asks).toHaveLength(1);
      await leaveAndComeBack(page);
      expect(await chatOf(page).status()).toBe("stopped");
      await eventually(callsAfter).toEqual([
        "POST /threads/search",
        "GET /threads/thread-1/runs",
        "POST /threads/thread-1/runs/run-1/cancel",
      ]);
    },
  );
});

test("a cancellation that has to wait for its preflight outlives the tab", async () => {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  await serve([metadata(), ...tokens("Yes, within"), hold()], {
    beforePreflight: (call) => (call.endsWith("/cancel") ? gone : undefined),
  });
  const page = await open();
  await show("chat", { headers: { authorization: "Bearer of a visitor" } });
  await chatOf(page).ask("Refund?");
  await chatOf(page).answer.filter({ hasText: "within" }).waitFor();
  // A request that does not outlive the page tells when it is gone.
  await page.evaluate((url) => void fetch(`${url}/runs/wait`, { method: "POST" }), server.url);
  await eventually(callsAfter).toEqual(["POST /runs/wait"]);
  await page.close({ runBeforeUnload: true });
  await eventually(() => server.exchanges[1]?.wasLeft).toBe(true);
  expect(callsAfter()).toEqual(["POST /runs/wait"]);
  letGo();
  await eventually(callsAfter).toEqual([
    "POST /runs/wait",
    expect.stringMatching(/^POST \/threads\/.*\/cancel$/),
  ]);
});

describe("offline", () => {
  test("a question is not lost; Try again sends it once the connection is back", async () => {
    await serve(completeRun("Yes."));
    const page = await open();
    await show();
    await page.context().setOffline(true);
    await chatOf(page).ask("Refund?");
    await chatOf(page).alert("You’re offline");
    expect(await page.getByRole("textbox").inputValue()).toBe("Refund?");
    expect(visited.asks()).toHaveLength(1);

    await page.context().setOffline(false);
    await eventually(() => page.evaluate(() => navigator.onLine)).toBe(true);
    expect(visited.asks()).toHaveLength(1);
    await chatOf(page).button("Try again").click();
    await chatOf(page).is("success");
    expect(visited.asks()).toHaveLength(2);
    expect(asks()).toHaveLength(1);
    const [first, second] = visited.askBodies() as { metadata: { oneshot_key: string } }[];
    expect(first?.metadata.oneshot_key).not.toBe(second?.metadata.oneshot_key);
  });

  test("in the middle of an answer: its words stay, and nothing is sent by itself", async () => {
    await serve((run) =>
      run === 0
        ? [metadata(), ...tokens("Yes, within"), hold("until the connection is gone"), cut()]
        : completeRun("Yes."),
    );
    const page = await open();
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).answer.filter({ hasText: "within" }).waitFor();
    // Chromium's emulation lets open connections live; a real one dies some time after.
    await page.context().setOffline(true);
    server.release("until the connection is gone");
    await chatOf(page).alert("You’re offline");
    expect(await chatOf(page).answer.innerText()).toBe("Yes, within");
    await page.context().setOffline(false);
    await eventually(() => page.evaluate(() => navigator.onLine)).toBe(true);
    expect(asks()).toHaveLength(1);
    await chatOf(page).button("Try again").click();
    await chatOf(page).is("success");
    expect(asks()).toHaveLength(2);
  });
});

describe("a tab nobody looks at", () => {
  /** What Chromium does to a hidden tab, and headless Chromium never is: no frames, timers once a second. */
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

  test("has the whole answer, without a frame", async () => {
    const words = Array.from({ length: 200 }, (_, at) => `word-${at}`).join(" ");
    await serve(answerInTwo("Well, ", words));
    const page = await open(stubVisibility);
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).is("streaming");
    await page.evaluate(() => window.setHidden(true));
    server.release();
    await chatOf(page).is("success");
    expect(await page.evaluate(() => document.visibilityState)).toBe("hidden");
    expect(await chatOf(page).answer.innerText()).toBe(`Well, ${words}`);
    await page.evaluate(() => window.setHidden(false));
    expect(await chatOf(page).status()).toBe("success");
    expect(asks()).toHaveLength(1);
  });
});

test("a page that was blocked past its deadlines gives the run a moment more before it gives up", async () => {
  // After a sleep the network is a moment behind the timers.
  const steps = answerInTwo("Yes, ", "within 30 days.");
  await serve(steps.flatMap((step) => (step.type === "hold" ? [step, pause(2_500)] : [step])));
  const page = await open();
  await show("chat", { idleTimeoutMs: 300, runTimeoutMs: 1_000 });
  await chatOf(page).ask("Refund?");
  await chatOf(page).is("streaming");
  const blocked = page.evaluate(() => {
    const until = performance.now() + 2_000;
    while (performance.now() < until);
  });
  server.release();
  await blocked;
  await chatOf(page).is("success");
  expect(await chatOf(page).answer.innerText()).toBe("Yes, within 30 days.");
});

test("two chats on a page know nothing of each other", async () => {
  await serve((_run, { body }) => {
    const name = (body as { assistant_id: string }).assistant_id;
    return answerInTwo(`I am ${name}`, ".", name);
  });
  const page = await open();
  await show("left", { assistantId: "left" });
  await show("right", { assistantId: "right" });
  await chatOf(page, "left").ask("Who?");
  await chatOf(page, "right").ask("And you?");
  await chatOf(page, "left").answer.filter({ hasText: "I am left" }).waitFor();
  await chatOf(page, "right").answer.filter({ hasText: "I am right" }).waitFor();
  await chatOf(page, "left").button("Stop").click();
  await chatOf(page, "left").is("stopped");
  expect(await chatOf(page, "right").status()).toBe("streaming");
  await page.evaluate(() => window.stage.hide("left"));
  server.release("right");
  await chatOf(page, "right").is("success");
  expect(asks()).toHaveLength(2);
});

test("a question asked in an effect is one POST, StrictMode or not", async () => {
  await serve(completeRun("Yes."));
  const page = await open(undefined, strictPages);
  await show("chat", {}, { strict: true, askAtOnce: "Refund?" });
  await chatOf(page).is("success");
  expect(visited.calls()).toEqual(["POST /runs/stream", "POST /threads/search"]);
});

describe("a server of another origin", () => {
  test("that allows no preflight: said at once, and no POST gets there", async () => {
    await serve(completeRun("Yes."), { allowsOrigins: false });
    const page = await open();
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).alert("can’t be reached");
    expect(visited.asks()).toHaveLength(1);
    expect(server.exchanges).toEqual([]);
    expect(server.preflights).toHaveLength(1);
  });

  test("that allows it and then does not let the reply be read: one POST", async () => {
    await serve(completeRun("Yes."), { allowsOrigins: false, allowsPreflight: true });
    const page = await open();
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).alert("can’t be reached");
    expect(asks()).toHaveLength(1);
  });
});

describe("a kept connection that is reset as the next question comes", () => {
  const keys = () => asks().map((asked) => asked.metadata.oneshot_key);

  test("Chromium sends it again by itself, under the same key", async () => {
    await serve(completeRun("Yes."), {
      intercept(_exchange, request) {
        if (asks().length !== 2) return false;
        request.socket.resetAndDestroy();
        return true;
      },
    });
    const page = await open();
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).is("success");
    await chatOf(page).ask("And on Sundays?");
    await eventually(asks).toHaveLength(3);
    await chatOf(page).is("success");
    const [first, reset, repeated] = asks();
    expect(reset?.connection).toBe(first?.connection);
    expect(repeated?.connection).not.toBe(first?.connection);
    expect(keys()[2]).toBe(keys()[1]);
    expect(keys()[1]).not.toBe(keys()[0]);
    // The page has sent two.
    expect(visited.asks()).toHaveLength(2);
  });

  test("and again: an error, and Try again carries a key of its own", async () => {
    await serve(completeRun("Yes."), {
      intercept(exchange, request) {
        const isSecondQuestion =
          exchange.metadata.oneshot_key !== keys()[0] && new Set(keys()).size === 2;
        if (isSecondQuestion) request.socket.resetAndDestroy();
        return isSecondQuestion;
      },
    });
    const page = await open();
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).is("success");
    await chatOf(page).ask("And on Sundays?");
    await chatOf(page).alert("can’t be reached");
    expect(visited.asks()).toHaveLength(2);
    expect(new Set(keys()).size).toBe(2);
    await chatOf(page).button("Try again").click();
    await chatOf(page).is("success");
    expect(visited.asks()).toHaveLength(3);
    expect(new Set(keys()).size).toBe(3);
    // Chromium gives up after the first repetition: question, reset, repeated and reset, tried again.
    expect(asks()).toHaveLength(4);
  });

  test("Chromium sends one question at least seven times when six kept connections are reset, all under one key", async () => {
    const SIX = 6; // the most connections Chromium keeps to one HTTP/1.1 server
    const held: ServerResponse[] = [];
    let isBroken = true;
    await serve(completeRun("Yes."), {
      intercept({ call }, request, response) {
        if (call === "GET /kept") {
          held.push(response);
          if (held.length === SIX) for (const waiting of held) waiting.end("{}");
          return true;
        }
        const isReset = isBroken && call.startsWith("POST /runs");
        if (isReset) request.socket.resetAndDestroy();
        return isReset;
      },
    });
    const page = await open();
    await show();
    await page.evaluate(
      async ([url, count]) => {
        const replies = Array.from({ length: count }, () =>
          fetch(`${url}/kept`, { cache: "no-store" }),
        );
        for (const response of await Promise.all(replies)) await response.text();
      },
      [server.url, SIX] as const,
    );
    await chatOf(page).ask("Refund?");
    await chatOf(page).alert("can’t be reached");
    expect(visited.asks()).toHaveLength(1);
    expect(asks().length).toBeGreaterThan(SIX);
    isBroken = false;
    expect(new Set(keys()).size).toBe(1);
    await chatOf(page).button("Try again").click();
    await chatOf(page).is("success");
    expect(new Set(keys()).size).toBe(2);
  });
});
