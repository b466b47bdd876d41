/** Starts the browser of the end-to-end tests and watches its pages. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Browser, type Page, type Request } from "playwright";
import { chromiumLaunchOptions } from "./chromium.js";
import { forwardedPath, pageUrl } from "./pageUrl.js";

/** Returns a loopback address on which no server listens. */
export async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** @param bfcache keeps the back/forward cache on, as in a visitor's browser. Playwright turns it off by default. */
export function launchChromium({ bfcache = false } = {}): Promise<Browser> {
  return chromium.launch({
    ...chromiumLaunchOptions(),
    ...(bfcache && { ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
  });
}

export interface Watched {
  /** The page's requests to LangGraph, such as `"POST /runs/stream"`. Preflights are not listed. */
  calls(): string[];
  /** The calls that start a run. */
  runCalls(): string[];
  /** The JSON bodies of the calls that start a run. */
  runBodies(): unknown[];
  /** Uncaught errors of the page, its errors and warnings in the console, and its requests to other machines. */
  readonly problems: string[];
  /** From now on, a console message that matches is no problem. */
  expectConsole(pattern: RegExp): void;
}

/** The browser itself logs these messages when a request fails. No script of the page can prevent them. */
const LOGGED_BY_BROWSER = /^(Failed to load resource|Access to fetch at)/;

/**
 * Records the requests, the uncaught errors and the console of a page.
 *
 * @param intercept whether requests to other machines are intercepted, blocked and listed as problems. Without it the
 * browser's resolver blocks them and nothing lists them. Turn it off for pages that send requests while they close:
 * with interception on, Playwright loses a `keepalive` request that waits for its preflight.
 */
export async function watch(page: Page, { intercept = true } = {}): Promise<Watched> {
  const problems: string[] = [];
  const requests: Request[] = [];
  const expected = [LOGGED_BY_BROWSER];
  page.on("console", (message) => {
    const isNoise = message.type() === "error" || message.type() === "warning";
    if (isNoise && !expected.some((pattern) => pattern.test(message.text())))
      problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  if (intercept)
    await page.route(
      (url) => !["localhost", "127.0.0.1"].includes(url.hostname) && /^https?:$/.test(url.protocol),
      (route) => {
        problems.push(`request to ${route.request().url()}`);
        return route.abort();
      },
    );
  page.on("request", (request) => {
    const isPreflight = request.method() === "OPTIONS";
    if (!isPreflight && /\/(runs|threads)(\/|$)/.test(request.url())) requests.push(request);
  });
  return {
    problems,
    expectConsole: (pattern) => void expected.push(pattern),
    calls: () => requests.map(callOf),
    runCalls: () => requests.map(callOf).filter(isRunCall),
    runBodies: () =>
      requests
        .filter((request) => isRunCall(callOf(request)))
        .map((request) => request.postDataJSON() as unknown),
  };
}

function callOf(request: Request): string {
  const { pathname } = new URL(request.url());
  return `${request.method()} ${pathname.replace(/^\/api(\/langgraph|\/\d+)?/, "")}`;
}

function isRunCall(call: string): boolean {
  return /^POST \/runs\/(stream|wait)$/.test(call);
}

export interface Visit extends Watched {
  readonly page: Page;
}

/**
 * Opens a page with one chat, and records its requests.
 *
 * @param serverUrl the LangGraph server that the chat asks through the page's own server
 * @param props the chat's other props
 */
export async function visit(browser: Browser, serverUrl: string, props: object): Promise<Visit> {
  const page = await browser.newPage();
  const watched = await watch(page);
  const address = new URL(pageUrl("development", "index"));
  address.searchParams.set("props", JSON.stringify({ apiUrl: forwardedPath(serverUrl), ...props }));
  await page.goto(address.href);
  return { page, ...watched };
}
