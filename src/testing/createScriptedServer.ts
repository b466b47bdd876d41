/** A LangGraph server that follows a script, behind a `fetch` function. It uses neither a port nor the network. */
import { playStream, playWait } from "./playReply.js";
import type { ScriptContext, ScriptStep } from "./steps.js";
import { createHolds } from "./waiting.js";

/** A whole HTTP response in place of a stream. */
export interface HttpReply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** The steps of a run, a whole response, or `"unreachable"`, which fails as if no server were there. */
export type Reply = readonly ScriptStep[] | HttpReply | "unreachable";

/** A request as the server received it. */
export interface ScriptedRequest {
  readonly url: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body, the text of any other body, or `undefined` without one. */
  readonly body: unknown;
  /** True once the caller has aborted the request. */
  readonly isAborted: boolean;
}

export interface ScriptedServer {
  /** Pass it as the hook's or component's `fetch`, or as `callerOptions.fetch` of an SDK client. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request for a run so far, in order. */
  readonly requests: readonly ScriptedRequest[];
  /** Every other request so far: the look at the end of a run, and the calls that find and cancel one. */
  readonly otherRequests: readonly ScriptedRequest[];
  /** Lets all replies that wait at `hold(name)` go on, and those that reach it later. Default `hold`. */
  release(name?: string): void;
}

export interface ScriptedServerOptions {
  /** Cuts each step of a stream into network chunks of this many bytes. */
  chunkBytes?: number;
}

/**
 * Makes a scripted server.
 *
 * `POST …/runs/stream` follows the steps as a LangGraph stream. `POST …/runs/wait` waits as long as the steps do, and
 * replies with the state that they lead to. All other requests get 404, as they do behind a route that passes on
 * nothing but runs. If `reply` is a function, it decides about every request, and its steps are sent as a stream.
 *
 * @param reply one reply for all runs, or a function of the request and of the number of the latest run (from 0)
 */
export function createScriptedServer(
  reply: Reply | ((request: ScriptedRequest, index: number) => Reply),
  { chunkBytes }: ScriptedServerOptions = {},
): ScriptedServer {
  const requests: ScriptedRequest[] = [];
  const otherRequests: ScriptedRequest[] = [];
  const holds = createHolds();

  return {
    fetch: answerRequest,
    requests,
    otherRequests,
    release(name = "hold") {
      holds.release(name);
    },
  };

  async function answerRequest(
    input: string | URL | Request,
    init: RequestInit = {},
  ): Promise<Response> {
    const request = new Request(input, init);
    const { signal } = request;
    if (signal.aborted) throw signal.reason;
    const seen = await readRequest(request, signal);
    const isRun = seen.method === "POST" && /\/runs\/(stream|wait)$/.test(pathOf(seen));
    (isRun ? requests : otherRequests).push(seen);
    const index = requests.length - 1;
    const chosen = chooseReply(seen, isRun, index);
    if (chosen === "unreachable") throw new TypeError("fetch failed");
    if (isHttpReply(chosen)) return toResponse(chosen);
    const playback = { steps: chosen, context: toContext(index, seen), holds, signal, chunkBytes };
    return pathOf(seen).endsWith("/runs/wait") ? playWait(playback) : playStream(playback);
  }

  function chooseReply(request: ScriptedRequest, isRun: boolean, index: number): Reply {
    if (typeof reply === "function") return reply(request, index);
    return isRun ? reply : NOT_FOUND;
  }
}

const NOT_FOUND: HttpReply = { status: 404, body: "404 Not Found" };

function isHttpReply(reply: Exclude<Reply, "unreachable">): reply is HttpReply {
  return "status" in reply;
}

function toResponse({ status, headers, body }: HttpReply): Response {
  return new Response(body ?? null, { status, headers: headers ?? {} });
}

async function readRequest(request: Request, signal: AbortSignal): Promise<ScriptedRequest> {
  const text = await request.text();
  return {
    url: request.url,
    method: request.method,
    headers: Object.fromEntries(request.headers),
    body: text === "" ? undefined : parseBody(text),
    get isAborted() {
      return signal.aborted;
    },
  };
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function pathOf({ url }: ScriptedRequest): string {
  return new URL(url).pathname;
}

/** Ids that are the same in every test run. */
function toContext(index: number, { body }: ScriptedRequest): ScriptContext {
  const number = String(index + 1).padStart(12, "0");
  const assistantId = (body as { assistant_id?: unknown } | undefined)?.assistant_id;
  return {
    runId: `00000000-0000-4000-8000-${number}`,
    threadId: `00000000-0000-4000-9000-${number}`,
    assistantId: String(assistantId ?? "assistant"),
    stepOf: createStepCounter(),
  };
}

/** Numbers the visits to nodes in the order of their first words, because each is a step of the graph. */
function createStepCounter(): (visit: string) => number {
  const visits: string[] = [];
  return (visit) => {
    if (!visits.includes(visit)) visits.push(visit);
    return visits.indexOf(visit) + 1;
  };
}
