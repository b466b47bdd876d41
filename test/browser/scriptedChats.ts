/** Opens pages whose chats talk to a scripted LangGraph server. Each test has its own page and server. */
import type { RunOptions } from "oneshot-chat";
import type { Reply, ScriptedRequest } from "oneshot-chat/testing";
import type { Browser, BrowserContextOptions, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { openChatsPage } from "./chatsPage.js";
import { launchChromium, type Visit } from "./harness.js";
import type { ShowOptions } from "./page/chats.js";
import { pageUrl } from "./pageUrl.js";
import {
  serveScript,
  type Exchange,
  type ScriptServer,
  type ScriptServerOptions,
} from "./serveScript.js";

export interface ScriptedChats {
  /** Starts the test's server. `reply` is the reply to every run, or returns it by the run's number, from 0. */
  serve(
    reply: Reply | ((run: number, request: ScriptedRequest) => Reply),
    options?: ScriptServerOptions,
  ): Promise<void>;
  /** Opens the test's page. `prepare` runs in the page before the page's own scripts. */
  open(prepare?: () => void, device?: BrowserContextOptions): Promise<Page>;
  /** Mounts a chat that asks the test's server. */
  show(name?: string, options?: Partial<RunOptions>, how?: ShowOptions): Promise<void>;
  server(): ScriptServer;
  /** The test's page with the requests that it has sent. */
  visit(): Visit;
  /** The requests that have reached the server and start a run. */
  receivedRuns(): readonly Exchange[];
  /** Every call that has reached the server after the first one. */
  callsAfterFirst(): readonly string[];
}

export interface ScriptedChatsOptions {
  /** Which React the page runs. Default `production`. */
  mode?: "development" | "production";
  /** Whether the back/forward cache is on, as in a visitor's browser. Default true. */
  bfcache?: boolean;
}

/** Registers the hooks that start Chromium, and that close each test's page and server. */
export function setUpScriptedChats({
  mode = "production",
  bfcache = true,
}: ScriptedChatsOptions = {}): ScriptedChats {
  let browser: Browser;
  let server: ScriptServer;
  let visited: Visit;

  beforeAll(async () => {
    browser = await launchChromium({ bfcache });
  });

  afterEach(async () => {
    await visited.page.context().close();
    await server.close();
    expect(visited.problems).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  return {
    async serve(reply, options) {
      server = await serveScript(typeof reply === "function" ? reply : () => reply, options);
    },
    async open(prepare, device) {
      visited = await openChatsPage(browser, pageUrl(mode), prepare, device);
      return visited.page;
    },
    async show(name = "chat", options = {}, how = {}) {
      const given = { apiUrl: server.url, assistantId: "faq", ...options } as RunOptions;
      await visited.page.evaluate(([...args]) => window.chats.show(...args), [
        name,
        given,
        how,
      ] as const);
    },
    server: () => server,
    visit: () => visited,
    receivedRuns: () =>
      server.exchanges.filter(({ call }) => /^POST \/runs\/(stream|wait)$/.test(call)),
    callsAfterFirst: () => server.exchanges.slice(1).map(({ call }) => call),
  };
}
