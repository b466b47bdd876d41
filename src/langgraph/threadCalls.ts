/**
 * The calls below `/threads`. A stateless run lives on a temporary thread, and only there it can be found,
 * looked at and cancelled.
 */
import { asObject, type JsonObject } from "./json.js";
import type { RunsClientLike } from "./options.js";

/**
 * The calls, as an SDK `Client` has them. Each may reject, for a refusal with an error whose `status` is a number;
 * nobody reports that to the visitor.
 */
export interface ThreadCalls {
  readonly threads: { search(query: { metadata: JsonObject }): Promise<unknown> };
  readonly runs: {
    list(threadId: string): Promise<unknown>;
    get(threadId: string, runId: string): Promise<unknown>;
    cancel(threadId: string, runId: string): Promise<unknown>;
  };
}

/** How the calls of one submission are sent. */
export interface CallSettings {
  /** An absolute address. */
  readonly apiUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  /** Whether the calls must outlive the page. */
  readonly keepalive: boolean;
  /** How long all calls together may take. */
  readonly timeoutMs: number;
}

/** The calls over plain `fetch`, because the SDK's `Client` would cost 90 kB gzip more than its `RunsClient`. */
export function createThreadCalls(settings: CallSettings): ThreadCalls {
  const until = performance.now() + settings.timeoutMs;
  const call = (path: string, init: RequestInit) => send(settings, until, path, init);
  const runsOf = (threadId: string) => `/threads/${encodeURIComponent(threadId)}/runs`;
  const runOf = (threadId: string, runId: string) =>
    `${runsOf(threadId)}/${encodeURIComponent(runId)}`;
  return {
    threads: {
      search: (query) => call("/threads/search", { method: "POST", body: JSON.stringify(query) }),
    },
    runs: {
      list: (threadId) => call(runsOf(threadId), {}),
      get: (threadId, runId) => call(runOf(threadId, runId), {}),
      cancel: (threadId, runId) => call(`${runOf(threadId, runId)}/cancel`, { method: "POST" }),
    },
  };
}

async function send(
  { apiUrl, headers, fetch, keepalive }: CallSettings,
  until: number,
  path: string,
  init: RequestInit,
): Promise<unknown> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), until - performance.now());
  try {
    const response = await fetch(`${apiUrl.replace(/\/$/, "")}${path}`, {
      ...init,
      keepalive,
      signal: limit.signal,
      // A content type alone needs a preflight, and a page that is closing has no time for one.
      headers: { ...headers, ...(init.body && { "content-type": "application/json" }) },
    });
    if (response.ok) return (await response.json().catch(() => undefined)) as unknown;
    // An unread body would keep the connection open.
    await response.body?.cancel();
    const { status } = response;
    throw Object.assign(new Error(`HTTP ${status}`), { status });
  } finally {
    clearTimeout(timer);
  }
}

/** The calls of a caller's client; `undefined` where it is no whole SDK `Client`. */
export function threadCallsOf(client: RunsClientLike): ThreadCalls | undefined {
  return hasThreadCalls(client) ? client : undefined;
}

function hasThreadCalls(
  client: RunsClientLike & DeepPartial<ThreadCalls>,
): client is RunsClientLike & ThreadCalls {
  const { runs, threads } = client;
  return Boolean(runs.cancel && runs.list && threads?.search);
}

type DeepPartial<Calls> = { readonly [Name in keyof Calls]?: Partial<Calls[Name]> };

/** The values of one field in a list of objects; entries without it are left out. */
export function fieldsOf(list: unknown, field: string): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.map((entry) => asObject(entry)?.[field]).filter((value) => typeof value === "string");
}
