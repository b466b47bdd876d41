/**
 * The deployment that the doctor looks at. Every request goes through here: it carries the headers of a browser, follows
 * no redirect, and is counted if it may start a run.
 */
import { startTimeLimit } from "./startTimeLimit.js";
import { readTimeline, type IsEnough, type Timeline } from "./readTimeline.js";

/** The most requests that may each start a paid run. The doctor says this number before it begins. */
export const MAX_QUESTIONS = 10;

const CALL_TIMEOUT_MS = 10_000;
const MAX_TEXT_CHARS = 100_000;

export interface SiteOptions {
  /** The address that the page has as `apiUrl`, without a slash at its end. */
  readonly url: string;
  /** What a browser sends as `Origin`. */
  readonly origin: string;
  readonly assistant: string;
  /** The graph's input. */
  readonly input: unknown;
  /** The LangGraph server behind the deployment, where only the operator can look; `undefined` if it is not told. */
  readonly langGraph: LangGraphAccess | undefined;
  /** Texts that must never come out, such as the operator's key. */
  readonly secrets: readonly string[];
  /** How long one question may take, in milliseconds. */
  readonly questionTimeoutMs: number;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

export interface LangGraphAccess {
  /** Without a slash at its end. */
  readonly url: string;
  readonly apiKey: string | undefined;
}

/** A reply that was read whole. */
export interface SmallReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; `undefined` if it is none. */
  readonly json: unknown;
}

export interface CallOptions {
  readonly method?: "GET" | "POST" | "OPTIONS";
  readonly headers?: Readonly<Record<string, string>>;
  /** Is sent as JSON. */
  readonly body?: unknown;
}

export interface Site extends SiteOptions {
  /** Sends a request that can start no run. Rejects if nobody answers. */
  call(path: string, options?: CallOptions): Promise<SmallReply>;
  /**
   * Asks the question, and reads until the reply ends or `isEnough` returns true; then the connection is closed.
   * Rejects if nobody answers.
   *
   * @param more further members of the request's body
   * @throws an error if `MAX_QUESTIONS` have been asked
   */
  ask(more?: Readonly<Record<string, unknown>>, isEnough?: IsEnough): Promise<Timeline>;
  /** How many questions have been asked. */
  readonly questions: number;
  /** Everything that came out, headers included, as one text. */
  received(): string;
}

/** @param callTimeoutMs how long one reply to `call` may take, in milliseconds */
export function createSite(options: SiteOptions, callTimeoutMs = CALL_TIMEOUT_MS): Site {
  let questions = 0;
  const received: string[] = [];
  const note = (headers: Headers, text: string) => {
    for (const [name, value] of headers) received.push(`${name}: ${value}`);
    received.push(text);
  };
  const browserHeaders = { origin: options.origin, referer: `${options.origin}/` };
  return {
    ...options,
    get questions() {
      return questions;
    },
    async call(path, { method = "POST", headers = {}, body } = {}) {
      const limit = startTimeLimit(callTimeoutMs);
      try {
        const response = await fetch(options.url + path, {
          method,
          redirect: "manual",
          headers: {
            ...browserHeaders,
            ...(body !== undefined && { "content-type": "application/json" }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
          signal: AbortSignal.any([options.signal, limit.signal]),
        });
        const text = await startOf(response);
        note(response.headers, text);
        return { status: response.status, headers: response.headers, text, json: toJson(text) };
      } finally {
        limit.clear();
      }
    },
    received: () => received.join("\n"),
    async ask(more = {}, isEnough = () => false) {
      if (questions >= MAX_QUESTIONS)
        throw new Error(`The doctor asks at most ${MAX_QUESTIONS} questions.`);
      questions += 1;
      const body = {
        assistant_id: options.assistant,
        input: options.input,
        stream_mode: ["updates", "messages-tuple", "custom"],
        metadata: { oneshot_key: crypto.randomUUID() },
        on_disconnect: "cancel",
        ...more,
      };
      const request = {
        method: "POST",
        redirect: "manual" as const,
        headers: {
          ...browserHeaders,
          "content-type": "application/json",
          accept: "text/event-stream",
        },
        body: JSON.stringify(body),
      };
      const { signal, questionTimeoutMs } = options;
      const watch = { signal, questionTimeoutMs, isEnough };
      const timeline = await readTimeline(`${options.url}/runs/stream`, request, watch);
      note(timeline.headers, timeline.text);
      return timeline;
    },
  };
}

/** The start of a reply's text. The rest is not read, because a stranger's server may send without end. */
async function startOf(response: Response): Promise<string> {
  if (response.body === null) return "";
  let text = "";
  const decoder = new TextDecoder();
  for await (const bytes of response.body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > MAX_TEXT_CHARS) break;
  }
  return text.slice(0, MAX_TEXT_CHARS);
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
