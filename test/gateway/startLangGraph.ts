/**
 * A LangGraph server whose runs a test writes. It behaves like langgraph-api 1.5.1 (JavaScript): a run goes on after its
 * connection is closed, until it is cancelled through its temporary thread, which is gone when the run is over.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { beginStream, sendJson, startUpstream, type Received } from "./startUpstream.js";

export interface ScriptedRun {
  readonly request: Received;
  /** The parsed body of the request. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly threadId: string;
  readonly runId: string;
  /** Is `undefined` while the run goes on. */
  endedBy: "itself" | "cancel" | undefined;
}

/** What a script does with its run. Every function rejects when the run is cancelled. */
export interface RunTools {
  readonly run: ScriptedRun;
  /** Sends the head of the reply and the `metadata` event. */
  begin(): void;
  /** Sends one word of the answer. */
  say(word: string): void;
  /** Returns the answer, as a node does at its end. */
  answer(text: string): void;
  wait(ms: number): Promise<void>;
}

export type RunScript = (tools: RunTools) => Promise<void>;

export interface LangGraph {
  readonly url: string;
  readonly runs: readonly ScriptedRun[];
  readonly requests: readonly Received[];
  /** Is awaited before each search for a thread is answered. */
  beforeSearch: () => Promise<unknown>;
  connections(): Promise<number>;
  close(): Promise<void>;
}

export async function startLangGraph(script: RunScript): Promise<LangGraph> {
  const runs: ScriptedRun[] = [];
  const cancels = new Map<ScriptedRun, AbortController>();
  const going = () => runs.filter(({ endedBy }) => endedBy === undefined);

  async function carryOut(request: Received): Promise<void> {
    const body = JSON.parse(request.body) as ScriptedRun["body"];
    const ids = { threadId: randomUUID(), runId: randomUUID() };
    const run: ScriptedRun = { request, body, ...ids, endedBy: undefined };
    const cancel = new AbortController();
    runs.push(run);
    cancels.set(run, cancel);
    try {
      await script(toolsOf(run, cancel.signal));
      run.endedBy = "itself";
    } catch (error) {
      if (!cancel.signal.aborted) throw error;
      run.endedBy = "cancel";
    }
    if (!request.response.destroyed) request.response.end();
  }

  async function answer(request: Received): Promise<void> {
    const { method, path } = request;
    if (method === "POST" && /^\/runs\/(stream|wait)$/.test(path)) return carryOut(request);
    if (method === "POST" && path === "/threads/search") {
      await graph.beforeSearch();
      const { metadata } = JSON.parse(request.body) as ScriptedRun["body"];
      const found = going().filter(({ body }) => isSameKey(body["metadata"], metadata));
      const threads = found.map(({ threadId }) => ({ thread_id: threadId, status: "busy" }));
      return sendJson(request, 200, threads);
    }
    const [, threadId, runId, action] =
      /^\/threads\/([\w-]+)(?:\/runs(?:\/([\w-]+)(?:\/(cancel))?)?)?$/.exec(path) ?? [];
    const run = going().find((each) => each.threadId === threadId);
    if (!run || (runId !== undefined && runId !== run.runId)) return sendJson(request, 404, {});
    if (action === "cancel") {
      cancels.get(run)?.abort();
      return sendJson(request, 202, {});
    }
    const shown = { run_id: run.runId, status: "running" };
    return sendJson(request, 200, runId === undefined ? [shown] : shown);
  }

  const upstream = await startUpstream(answer);
  const graph: LangGraph = {
    url: upstream.url,
    runs,
    requests: upstream.requests,
    beforeSearch: async () => {},
    connections: upstream.connections,
    async close() {
      for (const cancel of cancels.values()) cancel.abort();
      await upstream.close();
    },
  };
  return graph;
}

function isSameKey(one: unknown, other: unknown): boolean {
  const keyOf = (metadata: unknown) =>
    (metadata as { readonly oneshot_key?: unknown } | undefined)?.oneshot_key;
  return keyOf(one) !== undefined && keyOf(one) === keyOf(other);
}

function toolsOf(run: ScriptedRun, signal: AbortSignal): RunTools {
  const { request, threadId, runId } = run;
  const id = `run-${randomUUID()}`;
  const message = (content: string) => ({ id, type: "ai", content });
  const send = (event: string, data: unknown) => {
    signal.throwIfAborted();
    const { response } = request;
    // Like a real run, the script goes on when its reader is gone.
    if (!response.destroyed) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  return {
    run,
    begin() {
      if (request.response.destroyed) return;
      beginStream(request, { "content-location": `/runs/${runId}` });
      send("metadata", { run_id: runId, attempt: 1 });
    },
    say(word) {
      const metadata = {
        thread_id: threadId,
        run_id: runId,
        langgraph_node: "answer",
        langgraph_step: 1,
        langgraph_checkpoint_ns: "answer:1",
        ls_integration: "langchain_chat_model",
      };
      send("messages", [{ ...message(word), tool_call_chunks: [] }, metadata]);
    },
    answer: (text) => send("updates", { answer: { messages: [message(text)] } }),
    wait: async (ms) => {
      await wait(ms, undefined, { signal });
    },
  };
}
