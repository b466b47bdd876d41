import type { RunOptions } from "./types.js";

/**
 * Refuses options that can never work, before anything is sent. Types refuse most of them already;
 * this is for callers without types.
 *
 * @throws a `TypeError` whose sentence holds the fix
 */
export function checkOptions<State, Update>(options: RunOptions<State, Update>): void {
  const { client, apiUrl, headers, fetch, assistantId } = options;
  if (client === undefined && apiUrl === undefined)
    throw new TypeError(
      "Neither apiUrl nor client is given; pass apiUrl, the address of your LangGraph server, or client, an SDK Client.",
    );
  if (client !== undefined && apiUrl !== undefined)
    throw new TypeError("Both apiUrl and client are given; pass only one of them.");
  if (client !== undefined && (headers !== undefined || fetch !== undefined))
    throw new TypeError(
      "headers and fetch do nothing for a client; give them to the client itself, or pass apiUrl instead.",
    );
  if (client !== undefined && typeof client.runs?.stream !== "function")
    throw new TypeError(
      "client has no runs.stream; pass an SDK Client or an object of that shape.",
    );
  if (apiUrl !== undefined && (typeof apiUrl !== "string" || apiUrl.trim() === ""))
    throw new TypeError(
      'apiUrl is empty; pass the address of your LangGraph server, like "https://example.com/api" or "/api/faq".',
    );
  if (typeof assistantId !== "string" || assistantId.trim() === "")
    throw new TypeError("assistantId is empty; pass an assistant's id or its graph's name.");
}
