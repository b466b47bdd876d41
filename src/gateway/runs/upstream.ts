/** The LangGraph server's addresses and headers. Both come from settings and constants, and from checked ids. */
import type { Settings } from "../settings.js";

/** What calls to the LangGraph server need of the settings. */
export type CallSettings = Pick<Settings, "upstream" | "log">;

/** What is known of a run. */
export interface RunHandle {
  /** The key that the gateway has put into the run's metadata: `Claim.upstreamKey`. */
  readonly oneshotKey: string;
  readonly threadId?: string | undefined;
  readonly runId?: string | undefined;
}

/** Joins the server's address and a path that begins with a slash. A path in the address is kept. */
export function upstreamUrl({ upstream }: CallSettings, path: string): URL {
  return new URL(upstream.baseUrl + path);
}

/** Builds all headers of a call. Nothing of the visitor's request is in them. */
export function upstreamHeaders(
  { upstream }: CallSettings,
  accept: string,
  hasBody: boolean,
): Readonly<Record<string, string>> {
  return {
    accept,
    ...(hasBody && { "content-type": "application/json" }),
    ...(upstream.apiKey && { "x-api-key": upstream.apiKey }),
  };
}

/** Whether a text can be an id in a path. An id such as `..` would lead to another address. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[\w-]{1,128}$/.test(value);
}

/**
 * Reads the ids out of a `Content-Location` header: `/runs/{run}` or `/threads/{thread}/runs/{run}`. LangGraph's
 * servers send it with the reply's first byte.
 */
export function idsOfLocation(location: string | null): Pick<RunHandle, "threadId" | "runId"> {
  const [, threadId, runId] =
    /^(?:\/threads\/([\w-]{1,128}))?\/runs\/([\w-]{1,128})$/.exec(location ?? "") ?? [];
  return { threadId, runId };
}
