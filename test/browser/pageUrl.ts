import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the page server, without a slash at the end. `servePages.ts` starts it. */
    pagesOrigin: string;
  }
}

/**
 * Returns the address of a page of `page/`.
 *
 * @param mode `development` bundles React with its checks, such as StrictMode's double effects. `production` bundles
 * React as visitors run it, which keeps no extra memory.
 * @param name the file's name, without `.html`
 */
export function pageUrl(mode: "development" | "production", name = "chats"): string {
  return `${inject("pagesOrigin")}/${mode}/${name}/${name}.html`;
}

/** Returns the path below which the page server forwards requests to a LangGraph server: `/api/41233`. */
export function forwardedPath(serverUrl: string): string {
  return `/api/${new URL(serverUrl).port}`;
}
