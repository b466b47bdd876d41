/** Sends requests to the LangGraph server with the runtime's `fetch`. */
import type { SendUpstream } from "../exchange.js";

/**
 * Redirects are not followed and no compression is asked for. Reading the body rejects if the connection breaks before
 * the body's end.
 */
export const sendWithFetch: SendUpstream = async ({ method, url, headers, body, signal }) => {
  const closing = new AbortController();
  const response = await fetch(url, {
    method,
    // Without it, `fetch` asks for compression.
    headers: { ...headers, "accept-encoding": "identity" },
    ...(body !== undefined && { body }),
    redirect: "manual",
    credentials: "omit",
    // Next.js keeps replies of `fetch` otherwise.
    cache: "no-store",
    signal: AbortSignal.any([signal, closing.signal]),
  });
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    body: readBody(response),
    close: () => closing.abort(),
  };
};

async function* readBody({ body }: Response): AsyncGenerator<Uint8Array, undefined> {
  if (!body) return;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
