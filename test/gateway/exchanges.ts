/** Requests of visitors, without a network. */
import type { Exchange, SendUpstream, UpstreamCall } from "../../src/gateway/exchange.js";
import { ORIGIN } from "./options.js";

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  /** `undefined` leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Text, bytes, pieces, or a value that is sent as JSON. */
  readonly body?: unknown;
  readonly address?: string | undefined;
  readonly gone?: AbortSignal;
  readonly send?: SendUpstream;
}

/** The body of a page's request, as the hook and LangGraph's clients send it. */
export const GOOD_BODY = {
  assistant_id: "faq",
  input: { messages: [{ role: "human", content: "Can I get a refund?" }] },
  stream_mode: ["updates", "messages-tuple", "custom"],
  on_disconnect: "cancel",
  metadata: { oneshot_key: "0a1b2c3d-0000-4000-8000-000000000000" },
};

/** A request that the gateway takes, with changes. */
export function exchangeOf(asked: Asked = {}): Exchange {
  const headers = new Headers();
  const given = { origin: ORIGIN, "content-type": "application/json", ...asked.headers };
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) headers.set(name, value);
  const { method = "POST", path = "/runs/stream", body = GOOD_BODY } = asked;
  return {
    method,
    path,
    headers,
    address: "address" in asked ? asked.address : "203.0.113.7",
    body: body === null ? undefined : piecesOf(body),
    gone: asked.gone ?? new AbortController().signal,
    send: asked.send ?? (() => Promise.reject(new Error("No LangGraph server was expected."))),
  };
}

async function* piecesOf(body: unknown): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body;
  else if (isAsyncIterable(body)) yield* body;
  else yield new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
}

function isAsyncIterable(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

export interface ScriptedServer {
  readonly send: SendUpstream;
  /** The calls so far. */
  readonly calls: readonly UpstreamCall[];
}

export interface ScriptedReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A LangGraph server that answers each path with a fixed reply, and 404 otherwise. */
export function scriptServer(replies: Readonly<Record<string, ScriptedReply>>): ScriptedServer {
  const calls: UpstreamCall[] = [];
  return {
    calls,
    async send(call) {
      calls.push(call);
      const {
        status = 200,
        headers = {},
        body = "",
      } = replies[call.url.pathname] ?? { status: 404 };
      const lower = new Headers(headers);
      return { status, header: (name) => lower.get(name), body: piecesOf(body), close() {} };
    },
  };
}

/** The stream of a run that answers in two words. */
export const GOOD_STREAM = [
  ["metadata", { run_id: "real-run-id", attempt: 1 }],
  [
    "messages",
    [
      { type: "ai", id: "m1", content: "Yes, " },
      { langgraph_node: "answer", thread_id: "real-thread-id" },
    ],
  ],
  [
    "messages",
    [
      { type: "ai", id: "m1", content: "you can." },
      { langgraph_node: "answer", thread_id: "real-thread-id" },
    ],
  ],
  ["updates", { answer: { messages: [{ type: "ai", id: "m1", content: "Yes, you can." }] } }],
]
  .map(([event, data]) => `event: ${String(event)}\ndata: ${JSON.stringify(data)}\n\n`)
  .join("");

export const GOOD_REPLIES: Readonly<Record<string, ScriptedReply>> = {
  "/runs/stream": { headers: { "content-type": "text/event-stream" }, body: GOOD_STREAM },
  "/runs/wait": {
    headers: { "content-type": "application/json" },
    body: `\n\n${JSON.stringify({
      messages: [
        { type: "human", content: "Can I get a refund?" },
        { type: "ai", id: "m1", content: "Yes, you can." },
      ],
    })}`,
  },
  "/threads/search": { headers: { "content-type": "application/json" }, body: "[]" },
};
