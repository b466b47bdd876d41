import type { IncomingMessage } from "node:http";
import { readPieces } from "./readPieces.js";

/**
 * Returns the body of a request. If a middleware such as `express.json()` has read it before, what the middleware left
 * on the request is turned back into text.
 */
export function bodyOf(
  incoming: IncomingMessage & { readonly body?: unknown },
): AsyncIterable<Uint8Array> | undefined {
  const { body } = incoming;
  if (!incoming.readableDidRead || body === undefined) return readPieces(incoming);
  return oncePiece(body);
}

async function* oncePiece(body: unknown): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body;
  else yield new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
}
