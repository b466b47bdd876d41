/** Shows messages in `messages-tuple` and `updates`: deltas, last chunks, complete messages, tools and metadata. */
import { print, readRun, section, type Frame } from "./probe.js";
import type { Topic } from "./Topic.js";

const NO_LIMIT = Number.POSITIVE_INFINITY;

export const show: Topic = async ({ url }) => {
  for (const graph of ["tools", "blocks", "sub", "stateKey"]) {
    for (const subgraphs of graph === "sub" ? [false, true] : [false]) {
      section(`${graph}${subgraphs ? " with stream_subgraphs" : ""}`);
      const { frames } = await readRun(url, graph, { stream_subgraphs: subgraphs });
      for (const frame of frames) print(frame.name, messageOf(frame) ?? frame.data, NO_LIMIT);
    }
  }
  section("Metadata of a message");
  const { frames } = await readRun(url, "tools");
  const both = frames.filter(({ name }) => name === "messages");
  print("of a streamed message", metadataOf(both[0]), NO_LIMIT);
  print("of a returned message", metadataOf(both.find(isFromTools)), NO_LIMIT);

  section("langgraph_step, _node, _path and _checkpoint_ns of each message");
  for (const { name, data } of (await readRun(url, "sub", { stream_subgraphs: true })).frames) {
    if (!Array.isArray(data)) continue;
    const { langgraph_step, langgraph_node, langgraph_path, langgraph_checkpoint_ns } = data[1];
    const place = { langgraph_step, langgraph_node, langgraph_path, langgraph_checkpoint_ns };
    print(name, place, NO_LIMIT);
  }
};

const messageOf = ({ data }: Frame): unknown => (Array.isArray(data) ? data[0] : undefined);
const metadataOf = (frame: Frame | undefined): unknown =>
  Array.isArray(frame?.data) ? frame.data[1] : undefined;
const isFromTools = ({ data }: Frame) => Array.isArray(data) && data[0].type === "tool";
