import type { Readable } from "node:stream";

/**
 * Reads a stream piece by piece. Unlike the stream's own iterator, it does not destroy the stream when the reader leaves
 * early, and it takes everything that has come so far as one piece.
 *
 * The iteration rejects if the stream breaks off before its end.
 */
export function readPieces(stream: Readable): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      let wake = () => {};
      let hasEnded = stream.readableEnded;
      let failure: Error | undefined;
      const setReadable = () => wake();
      const setEnded = () => {
        hasEnded = true;
        wake();
      };
      const setFailure = (error: Error) => {
        failure = error;
        wake();
      };
      // After an end or an error, `close` says nothing new.
      const setClosed = () => setFailure(failure ?? new Error("The connection was closed."));
      stream.on("readable", setReadable).on("end", setEnded);
      stream.on("error", setFailure).on("close", setClosed);
      if (stream.destroyed && !hasEnded) setClosed();

      const leave = () => {
        stream.off("readable", setReadable).off("end", setEnded);
        stream.off("error", setFailure).off("close", setClosed);
      };

      return {
        async next(): Promise<IteratorResult<Uint8Array, undefined>> {
          for (;;) {
            const piece: unknown = stream.read();
            if (piece instanceof Uint8Array) return { done: false, value: piece };
            if (hasEnded) {
              leave();
              return { done: true, value: undefined };
            }
            if (failure) {
              leave();
              throw failure;
            }
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        },
        async return() {
          leave();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
