/** Sends the frames of a run at the workload's pace. */
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Asked, Wire } from "./wire.js";
import { FIRST_TOKEN_DELAY_MS, type Workload } from "./workloads.js";

/** Times at the server, in milliseconds since 1970. A page on the same machine can compare them with its own clock. */
export interface RunTimes {
  readonly firstTokenAt: number;
  readonly lastByteAt: number;
}

/** The size of the pieces of a full-speed body. As on a real network, the borders of pieces and events differ. */
const CHUNK_BYTES = 65_536;

const now = () => performance.timeOrigin + performance.now();

/** An encoded run. At full speed its tokens are one body. */
export interface EncodedRun {
  readonly wire: Wire;
  readonly body: Uint8Array | undefined;
}

export function encode(wire: Wire, { tokensPerSecond }: Workload): EncodedRun {
  return { wire, body: tokensPerSecond ? undefined : Buffer.concat(wire.tokens) };
}

/**
 * Writes a run and leaves the response open. If the page has closed the connection, it returns early without an error.
 */
export async function play(
  response: ServerResponse,
  { wire, body }: EncodedRun,
  asked: Asked,
  { tokensPerSecond = Infinity }: Workload,
): Promise<RunTimes> {
  response.write(wire.opening(asked));
  if (!body) await sleep(FIRST_TOKEN_DELAY_MS);
  const firstTokenAt = now();
  if (body) await writeAll(response, body);
  else await writePaced(response, wire.tokens, tokensPerSecond);
  await writeAll(response, wire.closing(asked));
  return { firstTokenAt, lastByteAt: now() };
}

async function writeAll(response: ServerResponse, body: Uint8Array): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at += CHUNK_BYTES) {
    if (response.write(body.subarray(at, at + CHUNK_BYTES))) continue;
    await drained(response);
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}

/**
 * Writes one token at a time. After a late timer it writes the next tokens sooner, so that the overall pace is right.
 */
async function writePaced(
  response: ServerResponse,
  tokens: readonly Uint8Array[],
  perSecond: number,
): Promise<void> {
  const startedAt = performance.now();
  for (const [at, token] of tokens.entries()) {
    const waitMs = startedAt + (at * 1000) / perSecond - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    if (response.destroyed) return;
    response.write(token);
  }
}
