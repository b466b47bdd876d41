/**
 * Shows the streams of unusual graph shapes: parallel nodes, `Send`, subgraphs, `Command`, caches, retries, interrupts
 * and the functional API. It prints short texts and only some metadata.
 */
import { print, readRun, section, type Frame } from "./probe.js";
import type { Topic } from "./Topic.js";

const SHAPES =
  "twoModelsAtOnce sendMap deferred subgraphNode commandOnly commandList cached retried interruptNode removesThenMutters humanAfter unstreamedModel prebuiltAgent entrypointString entrypointMessages subgraphCalled".split(
    " ",
  );

export const show: Topic = async ({ url }) => {
  for (const shape of SHAPES) {
    section(shape);
    // The shape runs twice, because the cache gives its result only the second time.
    if (shape === "cached") await readRun(url, shape);
    for (const frame of (await readRun(url, shape)).frames) print(frame.name, shorten(frame), 400);
  }
};

function shorten({ data }: Frame): unknown {
  if (!Array.isArray(data)) return data;
  const [message, metadata] = data;
  const { langgraph_step: step, langgraph_node: node, langgraph_path: path } = metadata;
  const { content, type, chunk_position } = message;
  const { langgraph_checkpoint_ns: namespace, ls_integration } = metadata;
  return { content, type, chunk_position, ls_integration, step, node, path, namespace };
}
