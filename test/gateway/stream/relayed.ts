/** Runs a stream through the relay as a gateway does, but without a network between the parts. */
import type { ReplySink } from "../../../src/gateway/exchange.js";
import type { ExposeOptions, RunOutcome } from "../../../src/gateway/options.js";
import { writeEnd } from "../../../src/gateway/stream/endEvent.js";
import { relayRun } from "../../../src/gateway/stream/relay.js";
import type { RelayEnd, RelayLimits, View } from "../../../src/gateway/stream/view.js";
import { visibleState } from "../../../src/gateway/stream/visibleState.js";

export const PUBLIC_ID = "5f0c7d5e-1f0f-4c53-9c3e-0f1d6b0d4c11";

export const LIMITS: RelayLimits = {
  maxAnswerBytes: 16_000_000,
  maxEventBytes: 4_000_000,
  maxRunMs: 120_000,
  maxSilenceMs: 60_000,
  maxStalledMs: 30_000,
};

export function toView(expose: ExposeOptions = {}): View {
  return { expose, describeRun: () => ({ run_id: PUBLIC_ID }) };
}

/** What a look at the server says after the stream: whether the run still goes on. */
export type Look = boolean | undefined;

export interface Relayed {
  readonly end: RelayEnd;
  readonly outcome: RunOutcome;
  /** Everything that the visitor gets. */
  readonly text: string;
}

export async function* chunksOf(
  body: Uint8Array,
  chunkBytes = body.length,
): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < body.length; at += chunkBytes) yield body.subarray(at, at + chunkBytes);
}

/** A sink that takes everything at once. */
export function collect(): ReplySink & { readonly text: string } {
  let all = "";
  return {
    get text() {
      return all;
    },
    write(more) {
      all += more;
      return undefined;
    },
    abort() {},
  };
}

/** Relays a whole stream, looks, and writes the final event. */
export async function relayAll(
  source: AsyncIterable<Uint8Array>,
  { expose, look }: { expose?: ExposeOptions; look?: Look } = {},
): Promise<Relayed> {
  const sink = collect();
  const signal = new AbortController().signal;
  const end = await relayRun(source, sink, toView(expose), { signal, limits: LIMITS });
  const outcome = afterLook(end, look);
  await writeEnd(sink, { runId: PUBLIC_ID, outcome });
  return { end, outcome, text: sink.text };
}

/** Only where nothing is missing, and the server has not said how the run ended, does a look decide. */
function afterLook({ outcome, sawEnd }: RelayEnd, look: Look): RunOutcome {
  const isLikely = !sawEnd && (outcome === "success" || outcome === "no_answer");
  return isLikely && look === true ? "truncated" : outcome;
}

/** A `fetch` with a gateway between the page and the LangGraph server. */
export function throughRelay(
  send: typeof fetch,
  options: { expose?: ExposeOptions; look?: Look } = {},
): typeof fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const response = await send(input, init);
    const headers = { "oneshot-gateway": "1" };
    if (!response.ok || !response.body) return response;
    if (pathname.endsWith("/runs/stream")) {
      const { text } = await relayAll(response.body, options);
      return new Response(text, { headers: { ...headers, "content-type": "text/event-stream" } });
    }
    if (!pathname.endsWith("/runs/wait")) throw new Error(`A gateway has no ${pathname}.`);
    const state = visibleState(await response.json(), toView(options.expose));
    return Response.json(state, { headers });
  };
}
