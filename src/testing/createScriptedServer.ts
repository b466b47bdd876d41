/** A LangGraph server that follows a script, behind a `fetch` function: no port, no network. */
import { bytesOf, type ScriptContext, type ScriptStep } from "./steps.js";

/** A whole HTTP response in place of a stream. */
export interface HttpReply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** What is answered: the steps of a stream, a whole response, or `"unreachable"` (no server there). */
export type Reply = readonly ScriptStep[] | HttpReply | "unreachable";

/** A request as the server saw it. */
export interface ScriptedRequest {
  readonly url: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body; `undefined` without one. */
  readonly body: unknown;
  /** True once the caller has hung up. */
  readonly isAborted: boolean;
}

export interface ScriptedServer {
  /** Pass it as the hook's or component's `fetch`, or as `callerOptions.fetch` of an SDK client. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request for a run so far, in order. */
  readonly requests: readonly ScriptedRequest[];
  /** Every other request so far: looking for a run, asking whether it goes on, cancelling it. */
  readonly otherRequests: readonly ScriptedRequest[];
  /** Lets all replies waiting at `hold(name)` go on, and those that come to it later. */
  release(name?: string): void;
}

export interface ScriptedServerOptions {
  /** Cuts what is sent into network chunks of this many bytes, whatever the steps are. */
  chunkBytes?: number;
}

/**
 * Makes a scripted server.
 *
 * `POST …/runs/stream` plays the steps as a LangGraph stream; `POST …/runs/wait` plays their pauses and
 * answers with the state they come to (the last `values`, or what the updates returned). Anything else is 404, as
 * behind a route that passes on nothing but runs. If `reply` is a function, it sees every request.
 *
 * @param reply one for all runs, or a function of the request and the number of the latest run (from 0)
 */
export function createScriptedServer(
  reply: Reply | ((request: ScriptedRequest, index: number) => Reply),
  options: ScriptedServerOptions = {},
): ScriptedServer {
  const requests: ScriptedRequest[] = [];
  const otherRequests: ScriptedRequest[] = [];
  const released = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();

  return {
    fetch: answerRequest,
    requests,
    otherRequests,
    release(name = "hold") {
      released.add(name);
      for (const goOn of waiting.get(name) ?? []) goOn();
      waiting.delete(name);
    },
  };

  async function answerRequest(
    input: string | URL | Request,
    init: RequestInit = {},
  ): Promise<Response> {
    const request = new Request(input, init);
    const { signal } = request;
    if (signal.aborted) throw signal.reason;
    const isRun = request.method === "POST" && /\/runs\/(stream|wait)$/.test(request.url);
    const seen = await describe(request, signal);
    (isRun ? requests : otherRequests).push(seen);
    const index = requests.length - 1;
    const given = typeof reply === "function" ? reply(seen, index) : isRun ? reply : NOT_FOUND;
    if (given === "unreachable") throw new TypeError("fetch failed");
    if (isHttpReply(given))
      return new Response(given.body ?? null, {
        status: given.status,
        headers: given.headers ?? {},
      });
    const context = contextOf(index, seen);
    return request.url.endsWith("/runs/wait")
      ? answerWait(given, context, signal)
      : answerStream(given, context, signal);
  }

  function answerStream(
    steps: readonly ScriptStep[],
    context: ScriptContext,
    signal: AbortSignal,
  ): Response {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    void play(writable.getWriter());
    return new Response(readable, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-cache",
        "content-location": `/runs/${context.runId}`,
      },
    });

    async function play(writer: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
      try {
        for (const step of steps) {
          await take(step, signal);
          for (const chunk of chunksOf(bytesOf(step, context)))
            await orAbort(writer.write(chunk), signal);
        }
        await writer.close();
      } catch (reason) {
        // The reader learns of a cut or an abort by the error; nobody else waits for this.
        await writer.abort(reason).catch(() => {});
      }
    }
  }

  async function answerWait(
    steps: readonly ScriptStep[],
    context: ScriptContext,
    signal: AbortSignal,
  ): Promise<Response> {
    for (const step of steps) await take(step, signal);
    return new Response(JSON.stringify(stateOf(steps, context)), {
      headers: {
        "content-type": "text/plain; charset=UTF-8",
        "content-location": `/runs/${context.runId}`,
      },
    });
  }

  /** The part of a step that is not bytes. */
  async function take(step: ScriptStep, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw signal.reason;
    if (step.type === "cut") throw new TypeError("network error");
    if (step.type === "pause") await sleep(step.ms, signal);
    if (step.type === "hold" && !released.has(step.name))
      await orAbort(
        new Promise<void>((resolve) =>
          waiting.set(step.name, [...(waiting.get(step.name) ?? []), resolve]),
        ),
        signal,
      );
  }

  function chunksOf(bytes: Uint8Array | undefined): Uint8Array[] {
    const { chunkBytes } = options;
    if (!bytes || bytes.length === 0) return [];
    if (!chunkBytes) return [bytes];
    return Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, at) =>
      bytes.slice(at * chunkBytes, (at + 1) * chunkBytes),
    );
  }
}

const NOT_FOUND: HttpReply = { status: 404, body: "404 Not Found" };

function isHttpReply(reply: Exclude<Reply, "unreachable">): reply is HttpReply {
  return "status" in reply;
}

async function describe(request: Request, signal: AbortSignal): Promise<ScriptedRequest> {
  const text = await request.text();
  return {
    url: request.url,
    method: request.method,
    headers: Object.fromEntries(request.headers),
    body: text ? (JSON.parse(text) as unknown) : undefined,
    get isAborted() {
      return signal.aborted;
    },
  };
}

/** Ids that are the same in every test run. */
function contextOf(index: number, { body }: ScriptedRequest): ScriptContext {
  const number = String(index + 1).padStart(12, "0");
  const assistantId = (body as { assistant_id?: unknown } | undefined)?.assistant_id;
  return {
    runId: `00000000-0000-4000-8000-${number}`,
    threadId: `00000000-0000-4000-9000-${number}`,
    assistantId: String(assistantId ?? "assistant"),
    stepOf: countSteps(),
  };
}

/** Numbers the visits to nodes in the order of their first words: each is a step of the graph. */
function countSteps(): (visit: string) => number {
  const visits: string[] = [];
  return (visit) => {
    if (!visits.includes(visit)) visits.push(visit);
    return visits.indexOf(visit) + 1;
  };
}

/** What `runs.wait` would resolve with after these steps. */
function stateOf(steps: readonly ScriptStep[], context: ScriptContext): object {
  let state: Record<string, unknown> = {};
  const messages: unknown[] = [];
  for (const step of steps) {
    if (step.type !== "event") continue;
    const data = step.data(context) as Record<string, unknown>;
    if (step.name === "error")
      return { __error__: { error: "Error", message: JSON.stringify(data) } };
    if (step.name === "values") state = data;
    if (step.name !== "updates") continue;
    for (const returned of Object.values(data) as ({ messages?: unknown[] } | null)[]) {
      messages.push(...(returned?.messages ?? []));
      state = { ...state, ...returned, messages: [...messages] };
    }
  }
  return state;
}

/** Leaves no timer behind when the caller hangs up. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slept = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await orAbort(slept, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** The promise, or the abort, whichever comes first. */
async function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
