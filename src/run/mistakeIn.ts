import type { RunOptions } from "./types.js";

/** @returns why a run with these options can never work, and the fix */
export function mistakeIn<State, Update>(options: RunOptions<State, Update>): string | undefined {
  const { headers, fetch, assistantId, mode } = options;
  // Callers without types pass null for an option that they leave out.
  const client = options.client ?? undefined;
  const apiUrl = options.apiUrl ?? undefined;
  if (client === undefined && apiUrl === undefined)
    return "Neither apiUrl nor client is given; pass apiUrl, the address of your LangGraph server, or client, an SDK Client.";
  if (client !== undefined && apiUrl !== undefined)
    return "Both apiUrl and client are given; pass only one of them.";
  if (client !== undefined && headers !== undefined)
    return "headers does nothing for a client; create the client with defaultHeaders, or pass apiUrl instead.";
  if (client !== undefined && fetch !== undefined)
    return "fetch does nothing for a client; create the client with callerOptions.fetch, or pass apiUrl instead.";
  if (client !== undefined && typeof client.runs?.stream !== "function")
    return "client has no runs.stream; pass an SDK Client or an object of that shape.";
  if (client !== undefined && mode === "wait" && typeof client.runs.wait !== "function")
    return 'client has no runs.wait, which mode "wait" needs; pass an SDK Client or an object of that shape.';
  if (apiUrl !== undefined && (typeof apiUrl !== "string" || apiUrl.trim() === ""))
    return 'apiUrl is empty; pass the address of your LangGraph server, like "https://example.com/api" or "/api/faq".';
  if (typeof assistantId !== "string" || assistantId.trim() === "")
    return "assistantId is empty; pass an assistant's id or its graph's name.";
  return undefined;
}
