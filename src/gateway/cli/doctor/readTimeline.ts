/** Reads the reply to one question and notes when each part of it came. */
import { createParser } from "eventsource-parser";
import { startTimeLimit } from "./startTimeLimit.js";

const MAX_CHARS = 4_194_304;

export interface TimedEvent {
  /** Milliseconds since the request. */
  readonly atMs: number;
  readonly name: string;
  /** Parsed JSON; the text itself if it is none. */
  readonly data: unknown;
}

export interface Timeline {
  readonly status: number;
  readonly headers: Headers;
  readonly headersAtMs: number;
  /** When bytes came, in milliseconds since the request. */
  readonly readsAtMs: readonly number[];
  readonly events: readonly TimedEvent[];
  /** When comments came; heartbeats are comments. */
  readonly commentsAtMs: readonly number[];
  /** Everything that came, as text. */
  readonly text: string;
  readonly endedAtMs: number;
  /** How the reading ended. `enough`: the doctor closed the connection. */
  readonly end: "complete" | "enough" | "cut" | "timeout";
}

/** Looks at what has come so far. Reading waits for it. */
export type IsEnough = (timeline: Timeline) => boolean | Promise<boolean>;

interface Watch {
  readonly signal: AbortSignal;
  readonly questionTimeoutMs: number;
  readonly isEnough: IsEnough;
}

/** Rejects if there is no reply, and if `signal` aborts. A reply that breaks off is a timeline with `end: "cut"`. */
export async function readTimeline(
  url: string,
  request: RequestInit,
  watch: Watch,
): Promise<Timeline> {
  const limit = startTimeLimit(watch.questionTimeoutMs);
  try {
    return await readWithin(limit.signal, url, request, watch);
  } finally {
    limit.clear();
  }
}

async function readWithin(
  limit: AbortSignal,
  url: string,
  request: RequestInit,
  { signal, isEnough }: Watch,
): Promise<Timeline> {
  const startedAt = performance.now();
  const now = () => performance.now() - startedAt;
  const close = new AbortController();
  const response = await fetch(url, {
    ...request,
    signal: AbortSignal.any([signal, limit, close.signal]),
  });
  const readsAtMs: number[] = [];
  const events: TimedEvent[] = [];
  const commentsAtMs: number[] = [];
  const parser = createParser({
    onEvent: ({ event = "message", data }) =>
      events.push({ atMs: now(), name: event, data: dataOf(data) }),
    onComment: () => commentsAtMs.push(now()),
  });
  const timeline = {
    status: response.status,
    headers: response.headers,
    headersAtMs: now(),
    readsAtMs,
    events,
    commentsAtMs,
    text: "",
    endedAtMs: 0,
    end: "complete" as Timeline["end"],
  };
  const decoder = new TextDecoder();
  try {
    const isOver = async () => timeline.text.length > MAX_CHARS || (await isEnough(timeline));
    if (await isOver()) timeline.end = "enough";
    else
      for await (const bytes of response.body ?? []) {
        readsAtMs.push(now());
        const text = decoder.decode(bytes, { stream: true });
        timeline.text += text;
        parser.feed(text);
        if (await isOver()) {
          timeline.end = "enough";
          break;
        }
      }
  } catch (error) {
    if (signal.aborted) throw error;
    timeline.end = limit.aborted ? "timeout" : "cut";
  }
  timeline.endedAtMs = now();
  // Leaving the loop cancels the body; an abort also ends a connection whose body was never read.
  close.abort();
  return timeline;
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
