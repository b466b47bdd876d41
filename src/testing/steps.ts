/** The steps of a reply: what a scripted server sends, and when it waits. */

/** What some events repeat about the run that they belong to. */
export interface ScriptContext {
  readonly runId: string;
  readonly threadId: string;
  readonly assistantId: string;
  /** The number of the graph's step in which a visit to a node happens; `visit` is `node:task`. Default: 1. */
  stepOf?(visit: string): number;
}

/** One server-sent event. */
export interface EventStep {
  readonly type: "event";
  readonly name: string;
  readonly data: (context: ScriptContext) => unknown;
}

/** Bytes that are sent exactly as given. */
export interface BytesStep {
  readonly type: "bytes";
  readonly bytes: Uint8Array;
}

/** A step that {@link joined} takes: it sends something, and takes no time. */
export type JoinableStep = EventStep | BytesStep;

/** One step of a reply. Each `event`, `bytes` and `joined` step leaves as one network chunk. */
export type ScriptStep =
  | JoinableStep
  | { readonly type: "joined"; readonly steps: readonly JoinableStep[] }
  | { readonly type: "pause"; readonly ms: number }
  | { readonly type: "hold"; readonly name: string }
  | { readonly type: "cut" };

/** Any event by its wire name. */
export function event(name: string, data: unknown): EventStep {
  return { type: "event", name, data: () => data };
}

/** Bytes exactly as given: half events, odd line ends, recordings. In `wait` mode they add nothing to the state. */
export function bytes(raw: string | Uint8Array): BytesStep {
  return { type: "bytes", bytes: typeof raw === "string" ? new TextEncoder().encode(raw) : raw };
}

/**
 * Several events as one network chunk.
 *
 * @throws TypeError for a step that is neither an event nor bytes
 */
export function joined(...steps: readonly JoinableStep[]): ScriptStep {
  for (const { type } of steps)
    if (type !== "event" && type !== "bytes")
      throw new TypeError(
        `joined() takes events and bytes only; put the ${String(type)} beside it`,
      );
  return { type: "joined", steps };
}

/** Silence for a time, in milliseconds. */
export function pause(ms: number): ScriptStep {
  return { type: "pause", ms };
}

/** Silence until `server.release(name)`. */
export function hold(name = "hold"): ScriptStep {
  return { type: "hold", name };
}

/** The connection breaks here, and nothing after it is sent. (A script without it ends cleanly.) */
export function cut(): ScriptStep {
  return { type: "cut" };
}
