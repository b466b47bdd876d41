/** Shows which ways of leaving or cancelling end a stateless run, and what the server says about the run then. */
import { randomUUID } from "node:crypto";
import type { TestServer } from "../TestServer.js";
import { call, openRun, print, QUESTION, section, wait } from "./probe.js";
import type { Topic } from "./Topic.js";

const WATCHED_MS = 1_500;

export const show: Topic = async (server) => {
  section(
    "Ticks of the node in 1.5 s after the connection closed (0 or 1 means that the run has ended)",
  );
  for (const on_disconnect of ["continue", "cancel"]) {
    for (const phase of ["before the first event", "tokens", "a silent node", "wait"] as const) {
      print(`on_disconnect ${on_disconnect}, ${phase}`, await leave(server, phase, on_disconnect));
    }
  }

  section("Cancel calls: the status, the ticks after the call, and how the stream ended");
  const ways: Record<string, (ids: Ids) => [string, unknown?]> = {
    "by thread and run id": ({ thread, run }) => [`/threads/${thread}/runs/${run}/cancel`],
    "with action=rollback": ({ thread, run }) => [
      `/threads/${thread}/runs/${run}/cancel?action=rollback`,
    ],
    "POST /runs/cancel with both": ({ thread, run }) => [
      "/runs/cancel",
      { thread_id: thread, run_ids: [run] },
    ],
    "POST /runs/cancel with run_ids": ({ run }) => ["/runs/cancel", { run_ids: [run] }],
    "POST /runs/{run}/cancel": ({ run }) => [`/runs/${run}/cancel`],
    // This call comes last, because it ends all runs.
    'POST /runs/cancel {"status": "all"}': () => ["/runs/cancel", { status: "all" }],
  };
  for (const [title, way] of Object.entries(ways)) print(title, await cancel(server, way), 500);

  section("Is a run over? 20 runs, each asked for immediately after the end of its stream");
  const looks: string[] = [];
  for (let time = 0; time < 20; time += 1) looks.push(await lookAfterEnd(server));
  for (const look of new Set(looks)) print(look, looks.filter((one) => one === look).length);
};

interface Ids {
  readonly thread: string;
  readonly run: string;
}

async function leave(server: TestServer, phase: string, on_disconnect: string) {
  const key = randomUUID();
  const more = { on_disconnect, metadata: { oneshot_key: key } };
  let cut: () => void;
  if (phase === "wait") {
    const controller = new AbortController();
    const body = JSON.stringify({ assistant_id: "silent", input: QUESTION, ...more });
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", headers, body, signal: controller.signal };
    fetch(`${server.url}/runs/wait`, init)
      .then((response) => response.text())
      .catch(() => {});
    cut = () => controller.abort();
  } else {
    const run = await openRun(server.url, phase === "tokens" ? "slow" : "silent", more);
    cut = run.cut;
  }
  // The server starts a run up to a second after its request.
  if (phase !== "before the first event") await waitForTicks(server, 3);
  const before = await findIds(server.url, key);
  cut();
  const [ticks, seen] = [server.ticks(), [] as string[]];
  const closedAt = performance.now();
  while (performance.now() - closedAt < WATCHED_MS) {
    const look = await lookFor(server.url, key, before);
    if (!seen.at(-1)?.endsWith(look))
      seen.push(`${Math.round(performance.now() - closedAt)} ms: ${look}`);
    await wait(10);
  }
  const rest = server.ticks() - ticks;
  if (before) await call(server.url, "POST", `/threads/${before.thread}/runs/${before.run}/cancel`);
  return `${rest} ticks; ${seen.join("; ")}`;
}

async function cancel(server: TestServer, way: (ids: Ids) => [string, unknown?]) {
  const key = randomUUID();
  const run = await openRun(server.url, "slow", { metadata: { oneshot_key: key } });
  await run.first(({ name }) => name === "messages");
  const ids = await findIds(server.url, key);
  if (!ids) return "the thread was not found by its key";
  const { status } = await call(server.url, "POST", ...way(ids));
  const ticks = server.ticks();
  await Promise.race([run.ended, wait(WATCHED_MS)]);
  const last = run.frames.at(-1);
  const look = await lookFor(server.url, key, ids);
  const rest = server.ticks() - ticks;
  await call(server.url, "POST", `/threads/${ids.thread}/runs/${ids.run}/cancel`);
  const { failure } = await run.ended;
  return `${status}; ${rest} ticks; ${failure ?? "clean end"} after ${last?.name}; ${look}`;
}

async function lookAfterEnd({ url }: TestServer) {
  const key = randomUUID();
  const run = await openRun(url, "sub", { metadata: { oneshot_key: key } });
  const ids = await findIds(url, key);
  const during = ids ? await lookFor(url, key, ids) : "not found";
  await run.ended;
  return `during ${during}; after ${ids ? await lookFor(url, key, ids) : "unknown"}`;
}

/** Returns what the server says about a run: `POST /threads/search` by its key, and `GET` of the run. */
async function lookFor(url: string, key: string, ids: Ids | undefined) {
  const threads = await search(url, key);
  const path = `/threads/${ids?.thread}/runs/${ids?.run}`;
  const run = await call(url, "GET", path);
  const status = run.status === 200 ? statusOf(run.body) : run.status;
  return `threads [${threads.map(statusOf).join()}], run ${String(status)}`;
}

async function findIds(url: string, key: string): Promise<Ids | undefined> {
  for (let tries = 0; tries < 50; tries += 1) {
    const thread = fieldOf((await search(url, key))[0], "thread_id");
    const { body } = thread ? await call(url, "GET", `/threads/${thread}/runs`) : { body: [] };
    const run = Array.isArray(body) ? fieldOf(body[0], "run_id") : "";
    if (run) return { thread, run };
    await wait(10);
  }
  return undefined;
}

async function search(url: string, key: string): Promise<readonly unknown[]> {
  const { body } = await call(url, "POST", "/threads/search", { metadata: { oneshot_key: key } });
  return Array.isArray(body) ? body : [];
}

async function waitForTicks(server: TestServer, count: number) {
  const target = server.ticks() + count;
  while (server.ticks() < target) await wait(20);
}

function fieldOf(value: unknown, name: string): string {
  const field: unknown = typeof value === "object" && value && Reflect.get(value, name);
  return typeof field === "string" ? field : "";
}

const statusOf = (value: unknown) => fieldOf(value, "status");
