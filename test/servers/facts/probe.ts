/** Helpers of the fact scripts: they send requests, read streams as lists of frames, and print facts. */
import { createParser } from "eventsource-parser";

export const QUESTION = { messages: [{ role: "human", content: "Can I get a refund?" }] };
/** The modes that the hook asks for. */
export const HOOK_MODES = ["updates", "messages-tuple", "custom"];

/** One event of a stream. A comment has the name `:` and its text as data. */
export interface Frame {
  readonly name: string;
  readonly data: unknown;
  readonly id: string | undefined;
  /** Milliseconds since the request. */
  readonly atMs: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or the text if it is not JSON. */
  readonly body: unknown;
}

export interface Ended {
  readonly frames: readonly Frame[];
  readonly text: string;
  readonly endedAtMs: number;
  /** The error that ended the body. `undefined` if the body ended cleanly. */
  readonly failure: string | undefined;
}

export interface OpenStream {
  readonly status: number;
  readonly headers: Headers;
  readonly frames: readonly Frame[];
  /** Resolves with the first frame that the test accepts, or with `undefined` at the end of the stream. */
  first(isWanted: (frame: Frame) => boolean): Promise<Frame | undefined>;
  /** Closes the connection. */
  cut(): void;
  readonly ended: Promise<Ended>;
}

export async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    redirect: "manual",
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) };
}

/** Opens `POST /runs/stream` for a graph and reads it to its end in the background. */
export async function openRun(url: string, graph: string, more: object = {}): Promise<OpenStream> {
  const body = { assistant_id: graph, input: QUESTION, stream_mode: HOOK_MODES, ...more };
  return openStream(`${url}/runs/stream`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

export async function openStream(url: string, init: RequestInit): Promise<OpenStream> {
  const startedAt = performance.now();
  const atMs = () => Math.round(performance.now() - startedAt);
  const controller = new AbortController();
  const response = await fetch(url, { ...init, signal: controller.signal });
  const frames: Frame[] = [];
  let notify = () => {};
  const parser = createParser({
    onEvent: ({ event = "", data, id }) =>
      frames.push({ name: event, data: parse(data), id, atMs: atMs() }),
    onComment: (text) => frames.push({ name: ":", data: text, id: undefined, atMs: atMs() }),
  });
  const read = async (): Promise<Ended> => {
    let text = "";
    let failure: string | undefined;
    const decoder = new TextDecoder();
    try {
      for await (const bytes of response.body ?? []) {
        const piece = decoder.decode(bytes, { stream: true });
        text += piece;
        parser.feed(piece);
        notify();
      }
    } catch (error) {
      failure = String(error);
    }
    return { frames, text, endedAtMs: atMs(), failure };
  };
  const ended = read();
  return {
    status: response.status,
    headers: response.headers,
    frames,
    ended,
    cut: () => controller.abort(),
    first: async (isWanted) => {
      for (;;) {
        const found = frames.find(isWanted);
        if (found) return found;
        const more = new Promise<"more">((resolve) => (notify = () => resolve("more")));
        const next = await Promise.race([more, ended]);
        if (next !== "more") return frames.find(isWanted);
      }
    },
  };
}

/** Runs a graph and reads its complete stream. */
export async function readRun(url: string, graph: string, more: object = {}): Promise<Ended> {
  return (await openRun(url, graph, more)).ended;
}

export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Prints one fact on one line. It replaces ids by `<id>`, so that two runs print the same line. */
export function print(title: string, fact: unknown, maxChars = 300): void {
  const text = typeof fact === "string" ? fact : JSON.stringify(fact);
  const shown = hideIds(text ?? "undefined");
  const isLong = shown.length > maxChars;
  console.info(`${title}: ${isLong ? `${shown.slice(0, maxChars)} …` : shown}`);
}

export function section(title: string): void {
  console.info(`\n## ${title}`);
}

/** Lists the names of frames in order: `metadata, messages ×3, updates`. */
export function listNames(frames: readonly Frame[]): string {
  const runs: { name: string; times: number }[] = [];
  for (const { name, id } of frames) {
    const shown = hideIds(name) + (id === undefined ? "" : " (id)");
    const last = runs.at(-1);
    if (last?.name === shown) last.times += 1;
    else runs.push({ name: shown, times: 1 });
  }
  return runs.map(({ name, times }) => (times > 1 ? `${name} ×${times}` : name)).join(", ");
}

export function runIdOf({ headers }: { readonly headers: Headers }): string {
  return headers.get("content-location")?.split("/").at(-1) ?? "";
}

function hideIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, "<id>");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
