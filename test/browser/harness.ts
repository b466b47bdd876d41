/** The page server and the browser of the end-to-end tests. Their LangGraph servers: `test/servers`. */
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { chromium, type Browser, type Page, type Request } from "playwright";
import { createServer as createViteServer } from "vite";
import { sdkAlias, sourceAlias } from "../../vite.config.js";
import { chromiumLaunchOptions } from "./chromium.js";

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the test page; `/api` is passed on to the assistant, as a site's own route would do. */
export async function startPageServer(assistantUrl: string): Promise<PageServer> {
  const server = createHttpServer();
  const vite = await createViteServer({
    configFile: false,
    root: join(import.meta.dirname, "page"),
    logLevel: "error",
    cacheDir: join(import.meta.dirname, "../../node_modules/.vite-test-page"),
    plugins: [react()],
    resolve: { alias: { ...sdkAlias, ...sourceAlias } },
    optimizeDeps: { include: ["react", "react-dom", "react-dom/client", "react/jsx-dev-runtime"] },
    server: {
      middlewareMode: { server },
      hmr: false,
      proxy: { "/api": { target: assistantUrl, rewrite: (path) => path.replace(/^\/api/, "") } },
    },
  });
  server.on("request", vite.middlewares);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    async close() {
      await vite.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An address of this machine where nobody listens. */
export async function deadUrl(): Promise<string> {
  const server = createHttpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** @param bfcache leaves the back/forward cache on, as visitors have it; Playwright turns it off */
export function launchChromium({ bfcache = false } = {}): Promise<Browser> {
  return chromium.launch({
    ...chromiumLaunchOptions(),
    ...(bfcache && { ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
  });
}

export interface Watched {
  /** Requests to LangGraph, as `"POST /runs/stream"`, without preflights. */
  calls(): string[];
  /** Those of the calls that start a run. */
  asks(): string[];
  /** The JSON bodies of the requests that start a run. */
  askBodies(): unknown[];
  /** What went wrong on the page: errors nobody caught, and requests to anywhere but this machine. */
  readonly troubles: string[];
}

/**
 * Watches what a page asks for. Requests off this machine are blocked: by interception, which says so, or
 * without it by the browser's resolver alone. Interception gets in the way of what a page sends as it goes:
 * Playwright loses a `keepalive` request that waits for its preflight.
 */
export async function watch(page: Page, { intercept = true } = {}): Promise<Watched> {
  const troubles: string[] = [];
  const requests: Request[] = [];
  page.on("pageerror", (error) => troubles.push(`uncaught: ${error.message}`));
  if (intercept)
    await page.route(
      (url) => !["localhost", "127.0.0.1"].includes(url.hostname) && /^https?:$/.test(url.protocol),
      (route) => {
        troubles.push(`request to ${route.request().url()}`);
        return route.abort();
      },
    );
  page.on("request", (request) => {
    const isPreflight = request.method() === "OPTIONS";
    if (!isPreflight && /\/(runs|threads)(\/|$)/.test(request.url())) requests.push(request);
  });
  return {
    troubles,
    calls: () => requests.map(callOf),
    asks: () => requests.map(callOf).filter(isAsk),
    askBodies: () =>
      requests
        .filter((request) => isAsk(callOf(request)))
        .map((request) => request.postDataJSON() as unknown),
  };
}

function callOf(request: Request): string {
  const { pathname } = new URL(request.url());
  return `${request.method()} ${pathname.replace(/^\/api(\/langgraph)?/, "")}`;
}

function isAsk(call: string): boolean {
  return /^POST \/runs\/(stream|wait)$/.test(call);
}

export interface Visit extends Watched {
  readonly page: Page;
}

/** Opens the test page with a chat of these props, and watches it. */
export async function visit(browser: Browser, pageUrl: string, props: object): Promise<Visit> {
  const page = await browser.newPage();
  const watched = await watch(page);
  const address = new URL(pageUrl);
  address.searchParams.set("props", JSON.stringify(props));
  await page.goto(address.href);
  return { page, ...watched };
}
