/** How much is gathered at most. A fast stream never waits: each chunk of it is larger than this. */
const MAX_GATHERED_BYTES = 8_192;

interface GatherOptions {
  /** Called as each chunk comes in. */
  onBytes(): void;
  /** What to wait for before chunks are passed on; `undefined`: nothing. */
  rest(): Promise<void> | undefined;
}

/**
 * Passes a stream on, and joins the chunks that come while the page rests. A model sends a chunk for each token, and
 * the work for one chunk of ten tokens is much less than for ten chunks.
 *
 * Chunks are read as soon as they come, because a connection that breaks takes unread bytes along. The end of the
 * stream ends the rest. So does an error; it follows the bytes before it by a task, so that their events are read
 * before the stream fails.
 */
export function gatherChunks(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { onBytes, rest }: GatherOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  let reading: ReturnType<typeof reader.read> | undefined;

  async function read() {
    const isWaitedFor = reading !== undefined;
    reading ??= reader.read();
    try {
      const result = await reading;
      if (!result.done) onBytes();
      return result;
    } catch (error) {
      if (isWaitedFor && !isAbort(error)) await nextTask();
      throw error;
    } finally {
      reading = undefined;
    }
  }

  async function gather(first: Uint8Array<ArrayBuffer>, rested: Promise<void>) {
    const chunks = [first];
    let bytes = first.length;
    while (bytes < MAX_GATHERED_BYTES) {
      // An error stays in `reading`, so the next pull meets it.
      reading ??= reader.read();
      const next = await Promise.race([rested, reading.catch(() => undefined)]);
      if (!next || next.done) break;
      reading = undefined;
      onBytes();
      chunks.push(next.value);
      bytes += next.value.length;
    }
    return join(chunks, bytes);
  }

  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const first = await read();
        if (first.done) return controller.close();
        const rested = rest();
        controller.enqueue(rested ? await gather(first.value, rested) : first.value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Reads only for a reader, so that backpressure reaches the network.
    { highWaterMark: 0 },
  );
}

/** Whether the page itself ended the connection. Then the rest of the stream is not needed. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/** Resolves after everything that can happen at once has happened. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

function join(chunks: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
