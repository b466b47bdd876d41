/** Shows the names, order and ids of events: for each stream mode, for combinations, with and without subgraphs. */
import {
  HOOK_MODES,
  listNames,
  openRun,
  openStream,
  print,
  readRun,
  runIdOf,
  section,
} from "./probe.js";
import type { Topic } from "./Topic.js";

const MODES: readonly (readonly string[])[] =
  "values updates messages-tuple messages custom tasks debug events checkpoints tools"
    .split(" ")
    .map((mode) => [mode]);
const TOGETHER = [[], HOOK_MODES, ["messages", "messages-tuple"], ["values", "updates", "tasks"]];

export const show: Topic = async ({ url }) => {
  for (const graph of ["tools", "sub"]) {
    for (const subgraphs of [false, true]) {
      section(`${graph}, stream_subgraphs: ${subgraphs}`);
      for (const modes of [...MODES, ...TOGETHER]) {
        const run = await openRun(url, graph, { stream_mode: modes, stream_subgraphs: subgraphs });
        const { frames } = await run.ended;
        print(
          `[${modes.join(", ")}]`,
          run.status === 200 ? listNames(frames) : `HTTP ${run.status}`,
        );
      }
    }
  }

  section("Line ends, event ids, and joining a run");
  const { text } = await readRun(url, "sub");
  print("line ends", /\r\n/.test(text) ? "CR LF" : "LF");
  const resumable = await openRun(url, "sub", { stream_resumable: true });
  print("stream_resumable", listNames((await resumable.ended).frames));
  const running = await openRun(url, "silent", { stream_resumable: true, on_disconnect: "cancel" });
  const join = `${url}/runs/${runIdOf(running)}/stream`;
  await running.first(({ name }) => name === "metadata");
  const joining = await openStream(join, { headers: { "last-event-id": "-1" } });
  print("join during the run", `HTTP ${joining.status}`);
  joining.cut();
  running.cut();
  for (const [title, headers] of [
    ["join after the end", {}],
    ["join after the end, Last-Event-ID -1", { "last-event-id": "-1" }],
  ] as const) {
    const joined = await openStream(`${url}/runs/${runIdOf(resumable)}/stream`, { headers });
    print(title, `HTTP ${joined.status} ${listNames((await joined.ended).frames)}`);
  }
};
