/** Runs `npm run bench:gateway`. `--quick` measures one short round and writes nothing. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describeHost } from "../machine.js";
import type { FromMiddle, FromVisitors, Path, ToMiddle, ToVisitors } from "./messages.js";
import { buildPrograms, start } from "./processes.js";
import { report, type Cell, type Memory } from "./report.js";

const isQuick = process.argv.includes("--quick");
const ROUNDS = isQuick ? 1 : 5;
const WARM_UP_MS = isQuick ? 2_000 : 4_000;
const MEASURED_MS = isQuick ? 4_000 : 10_000;

/** What is compared: the paths, and how many streams are open. Within a round the order changes. */
const SERIES: readonly { readonly streams: number; readonly paths: readonly Path[] }[] = [
  { streams: 1_000, paths: ["direct", "pass-through", "gateway"] },
  { streams: 200, paths: ["direct", "pass-through", "gateway", "gateway, fetch"] },
];
const ACTIVE = 100;
const IDLE = 1_000;

const host = describeHost();
const { folder, remove } = await buildPrograms();
const upstream = start<never, { url: string }>(folder, "upstream");
const { url: upstreamUrl } = await upstream.first;

try {
  const cells: Cell[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { streams, paths } of SERIES)
      for (const path of rotate(paths, round)) {
        const { memory: _, ...cell } = await measure(path, streams, 0);
        cells.push({ round, ...cell });
        console.log(JSON.stringify(cells.at(-1)));
      }
  const { memory } = await measure("gateway", ACTIVE, IDLE);
  const text = report({ host, rounds: ROUNDS, cells, memory, active: ACTIVE, idle: IDLE });
  console.log(text);
  if (!isQuick) writeFileSync(join(import.meta.dirname, "../results-gateway.md"), text);
} finally {
  await upstream.close();
  remove();
}

async function measure(
  path: Path,
  streams: number,
  idle: number,
): Promise<Omit<Cell, "round"> & { readonly memory: Memory }> {
  const middle = start<ToMiddle, FromMiddle>(folder, "middle");
  const visitors = start<ToVisitors, FromVisitors>(folder, "visitors");
  try {
    const listening =
      path === "direct" ? { url: upstreamUrl } : await middle.ask({ listen: path, upstreamUrl });
    if (!("url" in listening)) throw new Error("The program under test does not listen.");
    await visitors.ask({ open: streams, idle, url: listening.url });
    await wait(WARM_UP_MS);
    const before = await usageOf(middle);
    visitors.tell("begin");
    await wait(MEASURED_MS);
    const after = await usageOf(middle);
    const seen = await visitors.ask("end");
    if (!("events" in seen)) throw new Error("The visitors did not answer.");
    await visitors.ask("close");
    const { events, p50Ms, p99Ms, failed } = seen;
    const cpuUs = (after.cpuUs - before.cpuUs) / events;
    const cores = (after.cpuUs - before.cpuUs) / (MEASURED_MS * 1_000);
    const eventsPerSecond = (events / MEASURED_MS) * 1_000;
    const { rssBytes, heapBytes } = after;
    const memory = { rssBytes, heapBytes };
    return { path, streams, cpuUs, cores, eventsPerSecond, p50Ms, p99Ms, failed, memory };
  } finally {
    await visitors.close();
    await middle.close();
  }
}

async function usageOf(middle: ReturnType<typeof start<ToMiddle, FromMiddle>>) {
  const usage = await middle.ask("usage");
  if (!("cpuUs" in usage)) throw new Error("The program under test did not answer.");
  return usage;
}

function rotate<T>(list: readonly T[], by: number): readonly T[] {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
