import type { ServerResponse } from "node:http";
import type { ReplySink } from "../exchange.js";

/** Writes strings to a response as they are. No bytes are copied into a stream of another kind. */
export function createNodeSink(outgoing: ServerResponse): ReplySink {
  let drained: Promise<void> | undefined;

  const waitForDrain = () =>
    new Promise<void>((resolve) => {
      const end = () => {
        outgoing.off("drain", end).off("close", end);
        drained = undefined;
        resolve();
      };
      outgoing.on("drain", end).on("close", end);
    });

  return {
    write(text) {
      // A write to a response that is gone would be an error.
      if (outgoing.destroyed || outgoing.writableEnded) return undefined;
      // For ASCII, both encodings are the same bytes, and Node writes this one with less copying.
      const encoding = Buffer.byteLength(text) === text.length ? "latin1" : "utf8";
      return outgoing.write(text, encoding) ? undefined : (drained ??= waitForDrain());
    },
    abort() {
      outgoing.destroy();
    },
  };
}
