/**
 * One request and its reply, without a web or Node type in them. `fetch` and the Node adapter both translate to these, so
 * that the gateway exists once and no byte is copied between two kinds of streams.
 */

/** A visitor's request. */
export interface Exchange {
  readonly method: string;
  /** The path without the query. */
  readonly path: string;
  readonly headers: Headers;
  /** The address of the connection; `undefined` where the runtime does not tell it. */
  readonly address: string | undefined;
  readonly body: AsyncIterable<Uint8Array> | undefined;
  /** Aborts when the visitor is gone. */
  readonly gone: AbortSignal;
  /** Sends a request to the LangGraph server, in the way that is cheapest in this runtime. */
  readonly send: SendUpstream;
}

/** The reply to a visitor. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A whole text, or a function that writes a stream and resolves when it is over. It never rejects. */
  readonly body: string | ((sink: ReplySink) => Promise<void>);
}

/** Where the bytes of a streamed reply go. */
export interface ReplySink {
  /** Writes text. Returns a promise if the reader is behind: wait for it before writing more. It also resolves when the visitor is gone. */
  write(text: string): Promise<void> | undefined;
  /** Closes the connection without an orderly end, so that the visitor's client notices a cut. */
  abort(): void;
}

export type SendUpstream = (call: UpstreamCall) => Promise<UpstreamReply>;

/** A request to the LangGraph server. Its address is built from settings and constants only. */
export interface UpstreamCall {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** What the LangGraph server answers. Redirects are not followed: a 3xx is a reply like any other. */
export interface UpstreamReply {
  readonly status: number;
  header(name: string): string | null;
  /** Reading it rejects if the connection breaks before the reply's end. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the connection if the body is not read to its end. */
  close(): void;
}
