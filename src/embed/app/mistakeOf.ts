import type { BotProperties } from "./attributes.js";

/** Why an element cannot work, and the fix. `undefined` if it can. */
export function mistakeOf(
  host: Element,
  { apiUrl, headers, fetch, client, assistantId, mode = "stream" }: BotProperties,
): string | undefined {
  const set = (name: string) => `set the attribute ${name} on <${host.localName}>.`;
  if (!client && !apiUrl)
    return set(host.hasAttribute("apiurl") ? "api-url, and not apiurl," : "api-url");
  if (client && (apiUrl || headers || fetch || typeof client.runs?.[mode] !== "function"))
    return `the property client must have runs.${mode}, and takes the place of apiUrl, headers and fetch.`;
  return assistantId?.trim() ? undefined : set("assistant-id");
}
