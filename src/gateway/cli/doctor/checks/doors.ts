/** Paths of LangGraph's API that no visitor needs. Nothing here starts a run, and nothing changes on the server. */
import { finding, ok, unknown, USE_GATEWAY, type Outcome } from "../Outcome.js";
import type { Site, SmallReply } from "../Site.js";

/** The largest list that is asked for, because one entry proves that a path is open. */
const ONE = { limit: 1 };
const STUDIO_HEADER = { "x-auth-scheme": "langsmith" };

export async function checkDoors(site: Site): Promise<readonly Outcome[]> {
  const threads = await site.call("/threads/search", { body: ONE });
  const store = await site.call("/store/items/search", { body: { namespace_prefix: [], ...ONE } });
  const assistants = await site.call("/assistants/search", { body: ONE });
  return [
    Array.isArray(threads.json)
      ? finding(
          "threads",
          "Anybody can list threads and read the questions in them (/threads/search).",
          USE_GATEWAY,
        )
      : ok("threads", closed(threads)),
    isStore(store)
      ? finding("store", "Anybody can read the store (/store/items/search).", USE_GATEWAY)
      : ok("store", closed(store)),
    Array.isArray(assistants.json)
      ? finding(
          "assistants",
          "Anybody can list all assistants with their configuration (/assistants/search).",
          USE_GATEWAY,
        )
      : ok("assistants", closed(assistants)),
    await checkStudioHeader(site, threads),
  ];
}

/** LangGraph skips `auth` for requests that say they come from Studio, until the operator switches that off. */
async function checkStudioHeader(site: Site, withoutHeader: SmallReply): Promise<Outcome> {
  if (Array.isArray(withoutHeader.json))
    return unknown(
      "studio-header",
      "The server asks for no credentials, so there is nothing to bypass.",
    );
  const reply = await site.call("/threads/search", { body: ONE, headers: STUDIO_HEADER });
  return Array.isArray(reply.json)
    ? finding(
        "studio-header",
        "The header x-auth-scheme: langsmith skips the server's auth.",
        "Set auth.disable_studio_auth to true in langgraph.json.",
      )
    : ok("studio-header", closed(reply));
}

function isStore({ json }: SmallReply): boolean {
  return typeof json === "object" && json !== null && "items" in json && Array.isArray(json.items);
}

function closed({ status }: SmallReply): string {
  return `It is closed (status ${status}).`;
}
