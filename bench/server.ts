/** Serves the pages, LangGraph's API, and the requests of the harness, all from one origin on loopback. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { encode, play, type EncodedRun, type RunTimes } from "./play.js";
import { lifecycleFrames, statelessWire, threadWire, type Asked, type Wire } from "./wire.js";
import { findWorkload, tokensOf, type Workload } from "./workloads.js";

/** The type and content of a file of a page. */
export interface PageFile {
  readonly type: string;
  readonly body: string | Uint8Array;
}

export interface BenchServer {
  readonly url: string;
  close(): Promise<void>;
}

interface RunBody {
  assistant_id: string;
  stream_mode?: string[];
  input?: { messages?: unknown[] };
}

interface BegunRun {
  readonly finish: (times: RunTimes) => void;
  readonly finished: Promise<RunTimes>;
}

/** The run that `/commands` starts. Its subscriptions may open before or after it. */
interface Thread {
  readonly begun: Promise<BegunRun & { body: RunBody }>;
  begin(run: BegunRun & { body: RunBody }): void;
}

export async function startServer(files: ReadonlyMap<string, PageFile>): Promise<BenchServer> {
  const runs = countRuns();
  const threads = new Map<string, Thread>();
  const threadOf = (id: string) => {
    const found = threads.get(id) ?? newThread();
    threads.set(id, found);
    return found;
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://bench");
    const file = files.get(pathname);
    if (file) return void response.writeHead(200, { "content-type": file.type }).end(file.body);
    if (pathname === "/bench/begun") return json(response, { begun: runs.begun() });
    if (pathname === "/bench/finished")
      return json(response, await runs.finished(Number(searchParams.get("run"))));
    if (request.method !== "POST") return void response.writeHead(404).end();
    const body = await readJson(request);

    if (pathname === "/threads") return json(response, newThreadState());
    const [, threadId, call] = /^\/threads\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
    if (pathname === "/runs/stream" || call === "runs/stream")
      return streamRun(response, body as unknown as RunBody, runs.begin().finish);
    if (threadId && call === "commands") {
      const { id, params } = body as { id: number; params: RunBody };
      const runId = randomUUID();
      threadOf(threadId).begin({ body: params, ...runs.begin() });
      const meta = { thread_id: threadId, applied_through_seq: 1 };
      return json(response, { type: "success", id, result: { run_id: runId }, meta });
    }
    if (threadId && call === "stream/events")
      return streamThread(response, (body["channels"] ?? []) as string[], threadOf(threadId));
    // No measurement needs the replies to other calls, such as history and cancellation.
    json(response, []);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function streamRun(
  response: ServerResponse,
  body: RunBody,
  finish: (times: RunTimes) => void,
): Promise<void> {
  const workload = findWorkload(body.assistant_id);
  const run = statelessRun(workload);
  openStream(response, { "content-location": `/runs/${run.wire.runId}` });
  const times = await play(response, run, askedOf(body), workload);
  response.end(() => finish(times));
}

async function streamThread(
  response: ServerResponse,
  channels: readonly string[],
  thread: Thread,
): Promise<void> {
  // Both subscriptions stay open until the page leaves, as on the real server.
  openStream(response);
  const { body, finish, finished } = await thread.begun;
  const workload = findWorkload(body.assistant_id);
  if (channels.includes("messages"))
    return finish(await play(response, threadRun(workload), askedOf(body), workload));
  const { begun, ended } = lifecycleFrames(tokensOf(workload).length);
  response.write(begun);
  await finished;
  response.write(ended);
}

function openStream(response: ServerResponse, headers: Record<string, string> = {}): void {
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-cache",
    ...headers,
  });
  response.flushHeaders();
}

const askedOf = ({ input, stream_mode: modes = [] }: RunBody): Asked => ({
  question: input?.messages?.[0],
  modes,
});

const cachedRuns = new Map<string, EncodedRun>();

/**
 * Caches long answers, because encoding them again would slow down the server in every row. It encodes short answers
 * again with new ids, so that the memory test finds pages that keep data for each run or message.
 */
function encodeCached(workload: Workload, protocol: string, make: () => Wire): EncodedRun {
  if (workload.chars <= 2_000) return encode(make(), workload);
  const key = `${workload.id} ${protocol}`;
  const run = cachedRuns.get(key) ?? encode(make(), workload);
  cachedRuns.set(key, run);
  return run;
}

const statelessRun = (workload: Workload) =>
  encodeCached(workload, "stateless", () => statelessWire(workload));
const threadRun = (workload: Workload) =>
  encodeCached(workload, "thread", () => threadWire(workload));

/** Encodes an answer in advance, so that no cell waits for it. */
export function warmUp(workload: Workload): void {
  statelessRun(workload);
  threadRun(workload);
}

/** Numbers the runs, so that the harness can wait for the end of a run that it has not started yet. */
function countRuns() {
  const runs: BegunRun[] = [];
  const runOf = (run: number) => (runs[run] ??= newRun());
  let begun = 0;
  return {
    begun: () => begun,
    begin: () => runOf((begun += 1)),
    finished: (run: number) => runOf(run).finished,
  };
}

function newRun(): BegunRun {
  let finish!: BegunRun["finish"];
  const finished = new Promise<RunTimes>((settle) => (finish = settle));
  return { finish, finished };
}

function newThread(): Thread {
  let begin!: Thread["begin"];
  const begun = new Promise<Awaited<Thread["begun"]>>((settle) => (begin = settle));
  return { begun, begin };
}

function newThreadState(): object {
  return { thread_id: randomUUID(), status: "idle", metadata: {}, values: {}, interrupts: {} };
}

function json(response: ServerResponse, data: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(data));
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}") as Record<string, unknown>;
}
