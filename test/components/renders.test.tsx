/** Which parts render for a token. A part that shows nothing of it must not, because each costs time in every frame. */
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useMemo, type ReactNode } from "react";
import { expect, test } from "vitest";
import { ChatContext, useChat } from "../../src/components/chat/contexts.js";
import { DefaultLayout } from "../../src/components/DefaultLayout.js";
import { Root } from "../../src/components/parts/index.js";
import { useStatelessRun } from "../../src/index.js";
import {
  completeRun,
  createScriptedServer,
  custom,
  delta,
  hold,
  metadata,
  tokens,
  update,
} from "../../src/testing/index.js";
import { box } from "./renderChat.js";

const TOOL_CALL = { name: "search", args: { query: "refund" }, id: "call-1", type: "tool_call" };
const CONTACT = <a href="/contact">Write to us</a>;
const onFeedback = () => {};

/** Counts the renders of parts by their names: each one asks for its class when it renders. */
function CountRenders({ of: renders, children }: { of: Set<string>; children: ReactNode }) {
  const chat = useChat();
  const counting = useMemo(
    () => ({
      ...chat,
      classOf(name: string) {
        renders.add(name);
        return chat.classOf(name);
      },
    }),
    [chat, renders],
  );
  return <ChatContext.Provider value={counting}>{children}</ChatContext.Provider>;
}

test("a token renders the answer and what reads messages, and no other part", async () => {
  const server = createScriptedServer([
    metadata(),
    custom({ type: "sources", sources: [{ title: "Policy", url: "https://shop.test/policy" }] }),
    delta("", { node: "agent", id: "m0" }, { tool_calls: [TOOL_CALL] }),
    update("agent", { messages: [] }),
    ...tokens("Refunds take"),
    hold("begun"),
    ...tokens(" five days [1]. And then a little more."),
    hold("grown"),
    ...completeRun("Refunds take five days."),
  ]);
  const renders = new Set<string>();
  const layout = (
    <CountRenders of={renders}>
      <DefaultLayout />
    </CountRenders>
  );
  function Page() {
    const run = useStatelessRun({
      apiUrl: "https://assistant.test",
      assistantId: "faq",
      fetch: server.fetch,
    });
    return (
      <Root
        run={run}
        title="Help"
        greeting="Ask us."
        disclaimer="A machine answers."
        contact={CONTACT}
        onFeedback={onFeedback}
        // Pages write these inline, so they are new objects in each render.
        suggestions={["Refund?"]}
        labels={{ ask: "Send" }}
        nodeLabels={{ agent: "Searching" }}
        components={{}}
        links={["https://shop.test/"]}
      >
        {layout}
      </Root>
    );
  }
  render(<Page />);
  await userEvent.setup().type(box(), "Refund?{Enter}");
  await screen.findByText("Refunds take");
  expect(screen.getByRole("link", { name: "Policy" })).toBeVisible();
  // They would be counted.
  for (const name of ["header", "form", "input", "suggestions", "sources", "steps", "status"])
    expect([...renders]).toContain(name);

  renders.clear();
  server.release("begun");
  await screen.findByText(/a little more/);
  expect([...renders].sort()).toEqual([
    "announcer",
    "answer",
    "custom-events",
    "reasoning",
    "tool-calls",
    "tool-list",
  ]);

  server.release("grown");
  await waitFor(() => expect([...renders]).toContain("form"));
});
