/** Reads a request's body: bounded in bytes and in time, and one JSON object or a refusal. */
import type { RefusalCode } from "./codes.js";
import type { Exchange } from "./exchange.js";

/** A JSON object as it was parsed. Read it with {@link fieldOf}: it may have a key `__proto__` of its own. */
export type Body = Readonly<Record<string, unknown>>;

export type ReadBody =
  | { readonly body: Body; readonly refusal?: undefined }
  | { readonly body?: undefined; readonly refusal: RefusalCode };

export interface BodyLimits {
  readonly maxBodyBytes: number;
  /** How long the body may take, in milliseconds. Default: 15 s. */
  readonly maxBodyMs?: number;
}

/** Long enough for 64 KB over a bad mobile connection. */
const MAX_BODY_MS = 15_000;

/**
 * Reads at most `maxBodyBytes` and the chunk that passes them. Never rejects: a visitor who leaves half-way counts as
 * an invalid body.
 */
export async function readBody(exchange: Exchange, limits: BodyLimits): Promise<ReadBody> {
  const { maxBodyBytes, maxBodyMs = MAX_BODY_MS } = limits;
  if (Number(exchange.headers.get("content-length")) > maxBodyBytes)
    return { refusal: "body_too_large" };
  const chunks = exchange.body?.[Symbol.asyncIterator]();
  if (!chunks) return { refusal: "invalid_body" };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<ReadBody>((resolve) => {
    timer = setTimeout(() => resolve({ refusal: "body_too_slow" }), maxBodyMs);
  });
  try {
    const read = await Promise.race([readAll(chunks, maxBodyBytes), tooLate]);
    // Not awaited: a body that never comes would hold the reply back.
    if (read.refusal) void chunks.return?.().catch(() => {});
    return read;
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(chunks: AsyncIterator<Uint8Array>, maxBodyBytes: number): Promise<ReadBody> {
  // Malformed UTF-8 is refused, so that checks and server read the same text.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let bytes = 0;
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      bytes += next.value.byteLength;
      if (bytes > maxBodyBytes) return { refusal: "body_too_large" };
      text += decoder.decode(next.value, { stream: true });
    }
    const body: unknown = JSON.parse(text + decoder.decode());
    return isObject(body) ? { body } : { refusal: "invalid_body" };
  } catch {
    return { refusal: "invalid_body" };
  }
}

/** The object's own field, so that `constructor` and the like are not found where nobody sent them. */
export function fieldOf(object: Body, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
