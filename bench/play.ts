/** Sends the frames of a run at their pace. */
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Asked, Wire } from "./wire.js";
import { FIRST_TOKEN_DELAY_MS, type Workload } from "./workloads.js";

/** When the server did what, in milliseconds since the epoch, as a page on the same machine can compare. */
export interface RunTimes {
  readonly firstTokenAt: number;
  readonly lastByteAt: number;
}

/** What a full-speed body is cut into; no event begins or ends there, as on a real network. */
const CHUNK_BYTES = 65_536;

const now = () => performance.timeOrigin + performance.now();

/** A run ready to be sent. At full speed its tokens are one body. */
export interface EncodedRun {
  readonly wire: Wire;
  readonly body: Uint8Array | undefined;
}

export function encode(wire: Wire, { tokensPerSecond }: Workload): EncodedRun {
  return { wire, body: tokensPerSecond ? undefined : Buffer.concat(wire.tokens) };
}

/** Writes a run and leaves the response open. Ends early, without an error, when the page has gone. */
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

/** One write a token. A late timer is made up for: the pace is kept over the whole stream. */
async function writePaced(
  response: ServerResponse,
  tokens: readonly Uint8Array[],
  perSecond: number,
): Promise<void> {
  const beganAt = performance.now();
  for (const [at, token] of tokens.entries()) {
    const waitMs = beganAt + (at * 1000) / perSecond - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    if (response.destroyed) return;
    response.write(token);
  }
}
