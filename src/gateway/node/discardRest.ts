import type { IncomingMessage, ServerResponse } from "node:http";

const DISCARD_FOR_MS = 500;
const MAX_DISCARDED_BYTES = 1_048_576;

/**
 * Reads and drops what is left of a request that was answered before its end, such as a body that is too large. If the
 * socket were closed at once, the client would meet a reset and never read the reply. A client that sends on and on is
 * cut off.
 */
export function discardRest(incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (incoming.complete) return;
  let bytes = 0;
  outgoing.once("finish", () => {
    if (incoming.complete || incoming.destroyed) return;
    const timer = setTimeout(() => incoming.destroy(), DISCARD_FOR_MS);
    incoming.once("close", () => clearTimeout(timer));
    incoming.on("data", (piece: Uint8Array) => {
      bytes += piece.byteLength;
      if (bytes > MAX_DISCARDED_BYTES) incoming.destroy();
    });
    incoming.resume();
  });
}
