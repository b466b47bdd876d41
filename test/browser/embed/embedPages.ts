/** Serves pages that load the built custom elements, and a scripted LangGraph server that these ask. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Reply, ScriptedRequest } from "oneshot-chat/testing";
import type { Browser, BrowserContextOptions, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { launchChromium, watch, type Watched } from "../harness.js";
import { serveScript, type ScriptServer, type ScriptServerOptions } from "../serveScript.js";

export interface EmbedPages {
  /** Starts the test's server. `reply` is the reply to every run, or returns it by the run's number, from 0. */
  serve(
    reply: Reply | ((run: number, request: ScriptedRequest) => Reply),
    options?: ScriptServerOptions,
  ): Promise<void>;
  /** Opens a page with this body. `headers` may hold a policy. `API` in both is the address of the test's server. */
  open(
    body: string,
    how?: { headers?: Record<string, string>; device?: BrowserContextOptions; head?: string },
  ): Promise<Page>;
  server(): ScriptServer;
  watched(): Watched;
  /** The names of the requested files of the build, and from now on of those that fail. */
  readonly files: { readonly requested: string[]; readonly failing: Set<RegExp> };
  /** The violations of policies that browsers have reported to `/reports`, as `DIRECTIVE URI`. */
  readonly reports: readonly string[];
  /** The text of a built file. */
  readBuilt(name: string): string;
}

/** The tag that a page has to load the elements. */
export const SCRIPT = `<script type="module" src="/built/embed.js"></script>`;
/** The attributes of an element that asks the test's server. */
export const ASKS = `api-url="API" assistant-id="faq"`;

/** A chat and a bot that ask the test's server. */
export const CHAT = `<oneshot-chat ${ASKS} heading="Questions?"></oneshot-chat>`;
export const BOT = `<faq-bot ${ASKS} heading="Help" suggestions='["When do you open?"]'></faq-bot>`;

/** Asks the chat of the page. */
export async function ask(page: Page): Promise<void> {
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("When?");
  await box.press("Enter");
}

/** The answer. The announcer of the chat has the same words when the run ends. */
export const answerOf = (page: Page) => page.locator('[data-part="answer"]');

/**
 * Registers the hooks that build, and that start Chromium and the servers.
 *
 * @param bfcache keeps the back/forward cache on, as in a visitor's browser
 */
export function setUpEmbedPages({ bfcache = false } = {}): EmbedPages {
  let folder = "";
  const reports: string[] = [];
  const files = { requested: [] as string[], failing: new Set<RegExp>() };
  let page = { html: "", headers: {} as Record<string, string> };
  let browser: Browser;
  let script: ScriptServer | undefined;
  let opened: Page | undefined;
  let watched: Watched;

  const pages = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://page").pathname;
    if (path === "/reports") {
      void takeReport(request).then((report) => reports.push(report));
      return response.writeHead(204).end();
    }
    // A page may have copies of the build at several addresses.
    const name = /^\/(?:built|older)\/([\w.-]+)$/.exec(path)?.[1];
    if (name === undefined) {
      response.writeHead(path === "/" ? 200 : 404, {
        "content-type": "text/html",
        ...page.headers,
      });
      return response.end(path === "/" ? page.html : "");
    }
    files.requested.push(name);
    if ([...files.failing].some((pattern) => pattern.test(name)))
      return response.writeHead(503).end();
    // As a CDN does it. Frames in a sandbox have no origin.
    response.writeHead(200, {
      "content-type": "text/javascript",
      "access-control-allow-origin": "*",
    });
    return response.end(readFileSync(join(folder, name)));
  });

  beforeAll(async () => {
    folder = await (await fetch(`${inject("pagesOrigin")}/embed-folder`)).text();
    await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
    browser = await launchChromium({ bfcache });
  });

  afterEach(async () => {
    await opened?.context().close();
    await script?.close();
    const { problems } = watched;
    [opened, script] = [undefined, undefined];
    files.requested.length = 0;
    reports.length = 0;
    files.failing.clear();
    expect(problems).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    pages.closeAllConnections();
    pages.close();
  });

  return {
    files,
    reports,
    async serve(reply, options) {
      script = await serveScript(typeof reply === "function" ? reply : () => reply, options);
    },
    async open(body, { headers = {}, device, head = "" } = {}) {
      const fill = (text: string) => text.replaceAll("API", script?.url ?? "");
      page = {
        html: fill(
          `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body>${body}</body></html>`,
        ),
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, text]) => [name, fill(text)]),
        ),
      };
      const context = await browser.newContext(device);
      opened = await context.newPage();
      watched = await watch(opened);
      await opened.goto(`http://localhost:${(pages.address() as AddressInfo).port}/`);
      return opened;
    },
    server() {
      if (!script) throw new Error("Call serve first.");
      return script;
    },
    watched: () => watched,
    readBuilt: (name) => readFileSync(join(folder, name), "utf8"),
  };
}

async function takeReport(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  const { "csp-report": report } = JSON.parse(text) as { "csp-report": Record<string, string> };
  return `${report["effective-directive"]} ${report["blocked-uri"]}`;
}
