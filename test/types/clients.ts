/** Checked by `npm run types`, never run: ways to connect that work, and combinations that do not compile. */
import { Client } from "@langchain/langgraph-sdk";
import { Client as Client1_12 } from "langgraph-sdk-1.12.4";
import { Client as Client1_8 } from "langgraph-sdk-1.8.10";
import { Client as Client2 } from "langgraph-sdk-2.0.0";
import { useStatelessRun, type RunsClientLike } from "../../src/index.js";

/** The SDK's `Client` fits in every version that is promised. */
export const clients: RunsClientLike[] = [
  new Client(),
  new Client1_8(),
  new Client1_12(),
  new Client2(),
];

export function useConnections() {
  const run = useStatelessRun({ client: new Client(), assistantId: "faq" });
  const data: Record<string, unknown> | null | undefined = run.updates[0]?.data;

  // @ts-expect-error both apiUrl and client
  useStatelessRun({ apiUrl: "/api", client: new Client(), assistantId: "faq" });
  // @ts-expect-error neither apiUrl nor client
  useStatelessRun({ assistantId: "faq" });
  // @ts-expect-error headers belong to the client
  useStatelessRun({ client: new Client(), assistantId: "faq", headers: { a: "b" } });
  // @ts-expect-error no assistant
  useStatelessRun({ apiUrl: "/api" });
  return data;
}

export function useErrors() {
  const run = useStatelessRun({ apiUrl: "/api", assistantId: "faq" });
  // @ts-expect-error only the status "error" has an error
  void run.error.kind;
  if (run.status !== "error") return;
  if (run.error.kind === "timeout") void run.error.phase;
  if (run.error.kind === "rate_limited") void run.error.retryAfterMs;
  // @ts-expect-error the other kinds have no phase
  void run.error.phase;
}
