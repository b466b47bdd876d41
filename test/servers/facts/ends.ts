/**
 * Shows how streams begin and end: complete, failed, interrupted and refused. Shows the replies of `wait` for the same
 * runs.
 */
import { call, openRun, print, QUESTION, readRun, section, type Ended } from "./probe.js";
import type { Topic } from "./Topic.js";

const CASES: Readonly<Record<string, { graph: string; more?: object }>> = {
  "a complete run": { graph: "steps" },
  "a node throws in its answer": { graph: "boom" },
  "a node asks a person": { graph: "human" },
  interrupt_before: { graph: "steps", more: { interrupt_before: ["answer"] } },
  "the recursion limit": { graph: "steps", more: { config: { recursion_limit: 1 } } },
  "input that is a string": { graph: "steps", more: { input: "text" } },
  "input that is null": { graph: "steps", more: { input: null } },
  "an unknown role": {
    graph: "steps",
    more: { input: { messages: [{ role: "nobody", content: "?" }] } },
  },
};

export const show: Topic = async ({ url }) => {
  section("First and last event of a stream");
  for (const [title, { graph, more }] of Object.entries(CASES)) {
    const ended = await readRun(url, graph, more);
    print(`${title}, first`, frameAt(ended, 0));
    print(`${title}, last`, frameAt(ended, -1), 500);
    const silentMs = ended.endedAtMs - (ended.frames.at(-1)?.atMs ?? 0);
    print(`${title}, ended`, ended.failure ?? `cleanly, ${silentMs} ms after its last event`);
  }

  section("What POST /runs/wait answers");
  for (const [title, { graph, more }] of Object.entries(CASES)) {
    const body = { assistant_id: graph, input: QUESTION, ...more };
    const answer = await call(url, "POST", "/runs/wait", body);
    print(title, `${answer.status} ${JSON.stringify(answer.body)}`, 500);
  }

  section("After the end");
  const run = await openRun(url, "steps");
  const threadId = await threadIdOf(run.first((frame) => frame.name === "messages"));
  await run.ended;
  const runId = run.headers.get("content-location")?.split("/").at(-1);
  const looks = [
    await call(url, "GET", `/threads/${threadId}/runs/${runId}`),
    await call(url, "GET", `/threads/${threadId}`),
    await call(url, "GET", `/threads/${threadId}/state`),
  ];
  print(
    "GET run, thread, state",
    looks.map(({ status }) => status),
  );
};

const frameAt = ({ frames }: Ended, at: number) => {
  const frame = frames.at(at);
  return frame ? `${frame.name} ${JSON.stringify(frame.data)}` : "none";
};

export async function threadIdOf(frame: Promise<{ data: unknown } | undefined>): Promise<string> {
  const data = (await frame)?.data;
  return Array.isArray(data) ? String(data[1].thread_id) : "";
}
