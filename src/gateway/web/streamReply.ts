import type { ReplySink } from "../exchange.js";

/** Bytes that may wait for a slow reader before the writer has to wait. */
const MAX_WAITING_BYTES = 16_384;

/** Turns a function that writes into a stream that is read. When the reader cancels, `gone` aborts. */
export function streamReply(
  write: (sink: ReplySink) => Promise<void>,
  gone: AbortController,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isOpen = true;
  let wake = () => {};
  let drained: Promise<void> | undefined;
  const setDrained = () => {
    drained = undefined;
    wake();
  };
  gone.signal.addEventListener("abort", setDrained, { once: true });

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const sink: ReplySink = {
          write(text) {
            if (!isOpen || gone.signal.aborted) return undefined;
            controller.enqueue(encoder.encode(text));
            if ((controller.desiredSize ?? 1) > 0) return undefined;
            return (drained ??= new Promise((resolve) => {
              wake = resolve;
            }));
          },
          abort() {
            if (isOpen) controller.error(new Error("The reply was cut off."));
            isOpen = false;
            setDrained();
          },
        };
        // A rejection of the writer, which must not happen, looks like a cut and not like an end.
        void write(sink).then(() => {
          if (isOpen) controller.close();
          isOpen = false;
        }, sink.abort);
      },
      pull: setDrained,
      cancel() {
        isOpen = false;
        gone.abort();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING_BYTES }),
  );
}
