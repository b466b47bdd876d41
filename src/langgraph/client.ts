/** The way to LangGraph: the caller's client, or the SDK's `RunsClient`, set up so that it does nothing unasked. */
import { RunsClient } from "virtual:langgraph-runs-client";
import { runError } from "./errors.js";
import { guardFetch, type Watch } from "./guardFetch.js";
import { asObject } from "./json.js";
import { isNetworkFailure } from "./networkFailures.js";
import type { RunConnection, RunHeaders, RunsClientLike } from "./options.js";
import { createThreadCalls, threadCallsOf, type ThreadCalls } from "./threadCalls.js";

/** What one submission runs through. */
export interface OpenClient {
  readonly client: RunsClientLike;
  /** `undefined` where the client has no such calls, and behind a gateway, which does it all by itself. */
  threadCalls(options: { keepalive: boolean; timeoutMs: number }): ThreadCalls | undefined;
}

/**
 * Opens the way for one submission. For `apiUrl` it creates an SDK client with headers that may have been
 * fetched just now. That client never sends a key (`apiKey: null` keeps the SDK from reading one out of the
 * environment during server rendering), never repeats a POST (each would be another paid run), and reads
 * through {@link guardFetch}.
 *
 * @throws a `config` error where `apiUrl` cannot be an address, or `headers` cannot be sent
 */
export async function openClient(
  connection: RunConnection,
  watch: Omit<Watch, "onGateway">,
): Promise<OpenClient> {
  if (connection.client) {
    const { client } = connection;
    try {
      // Bundlers remove this from production code. A browser without a bundler has no `process`, and no warning.
      if (process.env.NODE_ENV !== "production") warnOfRetries(client);
    } catch {}
    return { client, threadCalls: () => threadCallsOf(client) };
  }
  const apiUrl = resolveApiUrl(connection.apiUrl);
  const headers = await resolveHeaders(connection.headers);
  const fetch = connection.fetch ? guardCallersFetch(connection.fetch) : globalFetch;
  let isGateway = false;
  const guarded = guardFetch(fetch, {
    ...watch,
    onGateway() {
      isGateway = true;
    },
  });
  const runs = new RunsClient({
    apiUrl,
    apiKey: null,
    defaultHeaders: headers,
    callerOptions: { maxRetries: 0, fetch: guarded },
  });
  return {
    client: { runs },
    threadCalls: (options) =>
      isGateway ? undefined : createThreadCalls({ apiUrl, headers, fetch, ...options }),
  };
}

/** Looked up at each call, so that a page's instrumentation is used, and called as the global's own method. */
const globalFetch: typeof fetch = (input, init) => globalThis.fetch(input, init);

/**
 * A caller's own `fetch` may have a bug. That bug must not read as a problem with the network or the server.
 */
function guardCallersFetch(given: typeof fetch): typeof fetch {
  return async function guardedCallersFetch(input, init) {
    let response: unknown;
    try {
      response = await given(input, init);
    } catch (cause) {
      if (init?.signal?.aborted || isNetworkFailure(cause)) throw cause;
      throw runError("config", {
        cause,
        message: "The fetch you passed threw an error; see the cause.",
      });
    }
    if (response instanceof Response) return response;
    throw runError("config", {
      cause: response,
      message: "The fetch you passed resolved without a Response; return what fetch returns.",
    });
  };
}

export async function resolveHeaders(given: RunHeaders = {}): Promise<Record<string, string>> {
  try {
    const headers = typeof given === "function" ? await given() : given;
    // Throws for a name or a value that HTTP cannot carry, such as a value outside Latin-1.
    return Object.fromEntries(new Headers(headers));
  } catch (cause) {
    throw runError("config", {
      cause,
      message:
        "headers could not be made or sent; see the cause. Names and values must be Latin-1 text.",
    });
  }
}

const warnedOf = new WeakSet<RunsClientLike>();

/**
 * With the SDK's default settings a client sends a failed run again, up to four times (SDK 1.12 and older, and 2.0.0).
 * SDK 1.15 repeats a POST only where it could not connect, so that no run has begun; its caller has `callWithRetry`.
 */
function warnOfRetries(client: RunsClientLike): void {
  const caller = asObject((client.runs as { asyncCaller?: unknown }).asyncCaller);
  if (!caller?.maxRetries || caller.callWithRetry || warnedOf.has(client)) return;
  warnedOf.add(client);
  console.warn(
    "oneshot-chat: this client repeats failed requests, and each may be a paid run; create it with callerOptions: { maxRetries: 0 }.",
  );
}

/**
 * `apiUrl` as the absolute address that the SDK needs. It is resolved against the page's location and not its
 * `<base>`, which injected markup could point elsewhere.
 */
export function resolveApiUrl(apiUrl: string): string {
  const page = globalThis.location?.href;
  let url: URL;
  try {
    url = new URL(apiUrl, page);
  } catch (cause) {
    throw runError("config", {
      cause,
      message: `apiUrl "${apiUrl}" is not an address; pass one like "https://example.com/api"${page ? ` or "/api/faq"` : ""}.`,
    });
  }
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw runError("config", {
      message: `apiUrl "${apiUrl}" must begin with http:// or https:// and have no "?" or "#", because the run's path is added to it.`,
    });
  return url.href;
}
