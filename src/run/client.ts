/** The way to LangGraph: the caller's client, or the SDK's `RunsClient` made so that it does nothing unasked. */
import { RunsClient } from "virtual:langgraph-runs-client";
import type { CancelCalls } from "./cancelRun.js";
import { runError } from "./errors.js";
import { guardFetch, type Watch } from "./guardFetch.js";
import { asObject } from "./messages.js";
import type { RunConnection, RunsClientLike } from "./types.js";

/** A server that does not answer a run will hardly answer this; nobody waits for it. */
const CANCEL_CALL_MS = 5_000;

/** What one submission runs through. */
export interface OpenClient {
  readonly client: RunsClientLike;
  /** `undefined` where the client cannot, and where our gateway does it by itself. */
  cancelCalls(options: { keepalive: boolean }): CancelCalls | undefined;
}

/**
 * Opens the way for one submission. For `apiUrl`, the SDK's client is made anew, with headers that may
 * have been fetched for it: it never sends a key (`apiKey: null` keeps the SDK from reading one out of
 * the environment during server rendering), never repeats a POST (each would be another paid run), and
 * reads through {@link guardFetch}.
 *
 * @throws a `config` error where `apiUrl` cannot be an address; what `headers()` throws
 */
export async function openClient(
  connection: RunConnection,
  watch: Omit<Watch, "gateway">,
): Promise<OpenClient> {
  if (connection.client) {
    warnOfRetries(connection.client);
    const { client } = connection;
    return { client, cancelCalls: () => (canCancel(client) ? client : undefined) };
  }
  const apiUrl = resolveApiUrl(connection.apiUrl);
  const { headers: given = {}, fetch = globalFetch } = connection;
  const headers = typeof given === "function" ? await given() : given;
  let isGateway = false;
  const gateway = () => {
    isGateway = true;
  };
  const runs = new RunsClient({
    apiUrl,
    apiKey: null,
    defaultHeaders: headers,
    callerOptions: { maxRetries: 0, fetch: guardFetch(fetch, { ...watch, gateway }) },
  });
  return {
    client: { runs },
    cancelCalls({ keepalive }) {
      if (isGateway) return undefined;
      const call = async (path: string, init: RequestInit) => {
        const limit = new AbortController();
        const timer = setTimeout(() => limit.abort(), CANCEL_CALL_MS);
        try {
          const response = await fetch(`${apiUrl.replace(/\/$/, "")}${path}`, {
            ...init,
            keepalive,
            signal: limit.signal,
            // Only where there is a body: the type alone would need a preflight, and a page that goes away
            // has no time for one.
            headers: { ...headers, ...(init.body && { "content-type": "application/json" }) },
          });
          if (response.ok) return (await response.json().catch(() => undefined)) as unknown;
          // A refusal ends the attempt. Its body is nobody's, and unread it would hold the connection.
          await response.body?.cancel();
          throw new Error(`HTTP ${response.status}`);
        } finally {
          clearTimeout(timer);
        }
      };
      const runsOf = (threadId: string) => `/threads/${encodeURIComponent(threadId)}/runs`;
      return {
        threads: {
          search: (query) =>
            call("/threads/search", { method: "POST", body: JSON.stringify(query) }),
        },
        runs: {
          list: (threadId) => call(runsOf(threadId), {}),
          cancel: (threadId, runId) =>
            call(`${runsOf(threadId)}/${encodeURIComponent(runId)}/cancel`, { method: "POST" }),
        },
      };
    },
  };
}

/** An SDK `Client` can cancel; something of the shape of one that we need perhaps not. */
function canCancel(
  client: RunsClientLike & DeepPartial<CancelCalls>,
): client is RunsClientLike & CancelCalls {
  const { runs, threads } = client;
  return Boolean(runs.cancel && runs.list && threads?.search);
}

type DeepPartial<Calls> = { readonly [Name in keyof Calls]?: Partial<Calls[Name]> };

const warnedOf = new WeakSet<RunsClientLike>();

/** A client with the SDK's default settings sends a failed run again, up to four times. Said once, in development. */
function warnOfRetries(client: RunsClientLike): void {
  if (typeof process === "undefined" || process.env.NODE_ENV === "production") return;
  const caller = asObject((client.runs as { asyncCaller?: unknown }).asyncCaller);
  if (!caller?.maxRetries || warnedOf.has(client)) return;
  warnedOf.add(client);
  console.warn(
    "oneshot-chat: this client repeats failed requests, each perhaps a paid run; create it with callerOptions: { maxRetries: 0 }.",
  );
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
      message: `apiUrl "${apiUrl}" is not an address; pass one like "https://example.com/api"${page ? ` or "/api/faq"` : ""}.`,
    });
  }
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw runError("config", {
      message: `apiUrl "${apiUrl}" must be http(s), without "?" and "#": the run's path is added to it.`,
    });
  return url.href;
}
