/** The only run-time import of the SDK: its `RunsClient`, made so that it does nothing unasked. */
import { RunsClient } from "virtual:langgraph-runs-client";
import { runError } from "./errors.js";
import type { RunConnection, RunsClientLike } from "./types.js";

/**
 * The client of one submission: the caller's own, or one for `apiUrl`.
 *
 * Ours never sends a key (`apiKey: null` keeps the SDK from reading one out of the environment during
 * server rendering) and never repeats a POST (each would be another paid run).
 *
 * @throws a `config` error where `apiUrl` cannot be an address
 */
export async function openClient(connection: RunConnection): Promise<RunsClientLike> {
  if (connection.client) return connection.client;
  const { apiUrl, headers, fetch = globalFetch } = connection;
  const runs = new RunsClient({
    apiUrl: resolveApiUrl(apiUrl),
    apiKey: null,
    defaultHeaders: typeof headers === "function" ? await headers() : (headers ?? {}),
    callerOptions: { maxRetries: 0, fetch },
  });
  return { runs };
}

/** Looked up at each call, so that a page's instrumentation is honoured, and called as the global's own. */
const globalFetch: typeof fetch = (input, init) => globalThis.fetch(input, init);

/**
 * `apiUrl` as the absolute address the SDK needs; it throws on relative ones. Resolved against the
 * page's location and not its `<base>`, which injected markup could point elsewhere.
 */
function resolveApiUrl(apiUrl: string): string {
  const page = globalThis.location?.href;
  let url: URL;
  try {
    url = new URL(apiUrl, page);
  } catch (cause) {
    throw runError("config", {
      cause,
      message: `apiUrl "${apiUrl}" is not an address${page ? "" : ", and without a page a relative one cannot be resolved"}; pass one like "https://example.com/api" or "/api/faq".`,
    });
  }
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw runError("config", {
      message: `apiUrl "${apiUrl}" must be an http(s) address without "?" and "#"; the run's path is added to it.`,
    });
  return url.href;
}
