/** A scripted server that can be asked, after a stream has ended, whether the run still goes on. */
import { vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunOptions, RunSnapshot } from "../../src/run/types.js";
import {
  completeRun,
  createScriptedServer,
  type Reply,
  type ScriptedServer,
} from "../../src/testing/index.js";

export const json = (body: unknown): Reply => ({ status: 200, body: JSON.stringify(body) });
/** The connection stays open, and not even headers come. */
export const NEVER = "never";
export const REFUSED: Reply = { status: 403 };
export const THREAD = "00000000-0000-4000-9000-000000000001";
export const RUN = "00000000-0000-4000-8000-000000000001";

export interface Answers {
  /** What `POST /threads/search` is answered. */
  readonly search: Reply | typeof NEVER;
  /** What `GET /threads/{id}/runs/{id}` is answered. */
  readonly get?: Reply | typeof NEVER;
  readonly run?: Reply;
}

export function serverOf({
  search,
  get = REFUSED,
  run = completeRun("Yes."),
}: Answers): ScriptedServer {
  const replyTo = (method: string, url: string) => {
    const { pathname } = new URL(url);
    if (/\/runs\/(stream|wait)$/.test(pathname)) return run;
    if (pathname === "/threads/search") return search;
    return method === "GET" ? get : json({});
  };
  const server = createScriptedServer(({ method, url }) => {
    const reply = replyTo(method, url);
    return reply === NEVER ? [] : reply;
  });
  return {
    ...server,
    async fetch(input, init) {
      const response = await server.fetch(input, init);
      if (replyTo(init?.method ?? "GET", String(input)) !== NEVER) return response;
      return new Promise((_resolve, reject) =>
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)),
      );
    },
  };
}

export function runOn(server: ScriptedServer, options: object = {}) {
  return createRun({
    apiUrl: "https://assistant.test",
    fetch: server.fetch,
    assistantId: "faq",
    ...options,
  } as RunOptions);
}

/** Submits, and lets `ms` pass on the fake clock. */
export async function ask(
  server: ScriptedServer,
  options: object = {},
  ms = 100,
): Promise<RunSnapshot> {
  const store = runOn(server, options);
  void store.submit("Refund?");
  await vi.advanceTimersByTimeAsync(ms);
  return store.getSnapshot();
}

export const callsOf = ({ otherRequests }: ScriptedServer) =>
  otherRequests.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
export const SEARCH = "POST /threads/search";
export const GET = `GET /threads/${THREAD}/runs/${RUN}`;
export const CANCEL = `POST /threads/${THREAD}/runs/${RUN}/cancel`;
