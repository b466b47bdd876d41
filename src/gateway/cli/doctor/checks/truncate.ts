/**
 * `POST /internal/truncate` of LangGraph's development servers deletes threads, runs and the store.
 *
 * Nothing is ever deleted here. The Python server deletes on every POST, whatever the body is, so the doctor asks for the
 * path's neighbour instead, which only reads: both exist or neither does. The JavaScript server checks the body first, so
 * it gets a body that its check refuses, and that would name nothing to delete without the check.
 * Source: langgraph-runtime-inmem `routes.py`, @langchain/langgraph-api 1.5.1 `server.mjs`.
 */
import { finding, ok, type Outcome } from "../Outcome.js";
import type { Site, SmallReply } from "../Site.js";

const NOTHING = { runs: 0, threads: 0, assistants: 0, checkpointer: 0, store: 0 };

export async function checkTruncate(site: Site): Promise<Outcome> {
  const neighbour = await site.call(`/internal/debug/thread/${crypto.randomUUID()}`, {
    method: "GET",
  });
  if (isPythonNeighbour(neighbour)) return open("/internal/debug/thread answers beside it");
  // Only the JavaScript server refuses in this form. The body has no question, so no run begins.
  const refused = await site.call("/runs/stream", { body: { assistant_id: 0 } });
  if (!isZodRefusal(refused)) return ok("truncate", `It is closed (status ${neighbour.status}).`);
  const reply = await site.call("/internal/truncate", { body: NOTHING });
  return isZodRefusal(reply)
    ? open("it refused only the form of the body")
    : ok("truncate", `It is closed (status ${reply.status}).`);
}

function open(evidence: string): Outcome {
  return finding(
    "truncate",
    `Anybody can empty the server with POST /internal/truncate (${evidence}; nothing was deleted).`,
    "Do not put a development server where strangers reach it: put the gateway in front, or block /internal.",
  );
}

function isPythonNeighbour({ json }: SmallReply): boolean {
  // A server without the path says {"detail":"Not Found"}.
  return typeof json === "object" && json !== null && "error" in json && json.error === "not found";
}

function isZodRefusal({ status, json }: SmallReply): boolean {
  const error =
    typeof json === "object" && json !== null && "error" in json ? json.error : undefined;
  const name =
    typeof error === "object" && error !== null && "name" in error ? error.name : undefined;
  return status === 400 && name === "ZodError";
}
