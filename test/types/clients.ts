/**
 * Checked by `npm run types`, never run: the SDK's `Client` fits our port in every version we promise,
 * and props that make no sense do not compile.
 */
import { Client } from "@langchain/langgraph-sdk";
import { Client as Client1_8 } from "langgraph-sdk-1.8.10";
import { Client as Client2 } from "langgraph-sdk-2.0.0";
import { createElement } from "react";
import { FaqBot, OneShotChat, useStatelessRun, type RunsClientLike } from "../../src/index.js";

export const clients: RunsClientLike[] = [new Client(), new Client1_8(), new Client2()];

interface State {
  messages: unknown[];
  entries: string[];
}

/** What a page writes without a word about types, and with its graph's own. */
export function useTypes() {
  const inferred = useStatelessRun({ client: new Client(), assistantId: "faq" });
  const data: Record<string, unknown> | null | undefined = inferred.updates[0]?.data;

  const typed = useStatelessRun<State, Partial<State>>({
    apiUrl: "/api",
    assistantId: "faq",
    getAnswer: (updates, values) => updates.at(-1)?.data?.entries?.[0] ?? values?.entries[0],
    onUpdate: ({ data: returned }) => void returned?.entries,
  });
  const entries: string[] | undefined = typed.values?.entries;

  if (typed.status === "error") {
    if (typed.error.kind === "timeout") void typed.error.phase;
    if (typed.error.kind === "rate_limited") void typed.error.retryAfterMs;
    // @ts-expect-error the other kinds have no phase
    void typed.error.phase;
  }

  // @ts-expect-error both apiUrl and client
  useStatelessRun({ apiUrl: "/api", client: new Client(), assistantId: "faq" });
  // @ts-expect-error neither
  useStatelessRun({ assistantId: "faq" });
  // @ts-expect-error headers belong to the client
  useStatelessRun({ client: new Client(), assistantId: "faq", headers: { a: "b" } });
  // @ts-expect-error no assistant
  useStatelessRun({ apiUrl: "/api" });

  return { data, entries };
}

export function Elements({ run }: { run: ReturnType<typeof useStatelessRun<State>> }) {
  return [
    createElement(OneShotChat<State>, { run }),
    createElement(FaqBot, { apiUrl: "/api", assistantId: "faq", title: "Help" }),
    // @ts-expect-error a run of one's own leaves nothing to connect
    createElement(OneShotChat<State>, { run, apiUrl: "/api", assistantId: "faq" }),
  ];
}
