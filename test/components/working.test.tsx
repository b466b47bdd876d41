/** How a visitor sees the agent at work: steps, tools, reasoning and progress. */
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import {
  aiMessage,
  answer,
  completeRun,
  custom,
  delta,
  event,
  hold,
  metadata,
  runFailed,
  tokens,
  update,
} from "../../src/testing/index.js";
import { answerComplete, box, renderChat } from "./renderChat.js";

const NODE_LABELS = { plan: "Planning", search: "Searching", answer: "Writing" };
const steps = () =>
  within(screen.getByRole("list", { name: "Progress" }))
    .getAllByRole("listitem")
    .map((step) => step.textContent);

test("nodes with a name wait in the order of nodeLabels until they begin", async () => {
  const { server, user } = renderChat(
    [metadata(), update("search", null), hold(), ...answer("Yes."), hold("end")],
    { nodeLabels: NODE_LABELS },
  );
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("Searching");
  await waitFor(() =>
    expect(steps()).toEqual(["Searching done", "Planning waiting", "Writing waiting"]),
  );
  server.release();
  await screen.findByText("Yes.");
  await waitFor(() =>
    expect(steps()).toEqual(["Searching done", "Writing done", "Planning waiting"]),
  );
});

test("nodes without a name are not shown where nodeLabels names others", async () => {
  const { user } = renderChat([metadata(), update("guard", null), update("search", null), hold()], {
    nodeLabels: { search: "Searching" },
  });
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("Searching");
  await waitFor(() => expect(steps()).toEqual(["Searching done"]));
});

test("a node that was working when the run failed is shown as failed", async () => {
  const { user } = renderChat([metadata(), ...tokens("Half"), runFailed("boom")], {
    nodeLabels: NODE_LABELS,
  });
  await user.type(box(), "Refund?{Enter}");
  await screen.findByRole("alert");
  expect(steps()).toEqual(["Writing failed"]);
});

test("the nodes of a subgraph are listed below the node that runs it", async () => {
  const { server, user } = renderChat(
    [
      metadata(),
      event("updates|research:task-2", { search: null }),
      hold(),
      update("research", null),
      hold("end"),
    ],
    { streamSubgraphs: true },
  );
  await user.type(box(), "Refund?{Enter}");
  const search = await screen.findByText("search");
  const parent = () => search.closest("ol")?.closest("li");
  expect(parent()).toHaveTextContent(/^research working/);
  server.release();
  expect(await screen.findByText(/^research/)).toBeVisible();
  await expect.poll(() => parent()?.textContent).toMatch(/^research done/);
});

test("the steps fold once the answer is complete", async () => {
  const { user } = renderChat(completeRun("Yes."), { nodeLabels: { retrieve: "Searching" } });
  await user.type(box(), "Refund?{Enter}");
  await answerComplete();
  expect(screen.getByText("Searching")).not.toBeVisible();
  await user.click(screen.getByText("Steps: 1"));
  expect(screen.getByText("Searching")).toBeVisible();
});

test.each([
  ["always", true],
  ["never", false],
] as const)(
  "with steps=%j, the steps of a complete answer are visible: %j",
  async (mode, isThere) => {
    const { user } = renderChat(completeRun("Yes."), { steps: mode });
    await user.type(box(), "Refund?{Enter}");
    await answerComplete();
    expect(screen.queryByText("retrieve") !== null).toBe(isThere);
    expect(screen.queryByText(/Steps:/)).toBeNull();
  },
);

const CALL = { id: "call-1", name: "search_orders", args: { email: "ada@example.com" } };

test("a tool call shows its name, and its arguments and result when it is opened", async () => {
  const { user } = renderChat([
    metadata(),
    update("agent", { messages: [{ ...aiMessage("", { id: "m-1" }), tool_calls: [CALL] }] }),
    update("tools", {
      messages: [{ type: "tool", id: "m-2", tool_call_id: "call-1", content: "Order 4711" }],
    }),
    ...answer("It is on its way.", { id: "m-3" }),
  ]);
  await user.type(box(), "Where is it?{Enter}");
  await answerComplete();
  const call = within(screen.getByRole("list", { name: "Tools used" })).getByText("search orders");
  expect(call.parentElement).toHaveTextContent("search orders done");
  expect(screen.getByText("Order 4711")).not.toBeVisible();
  await user.click(call);
  expect(screen.getByText(/ada@example\.com/)).toBeVisible();
  expect(screen.getByText("Order 4711")).toBeVisible();
});

test("a tool call without a result is working, and not finished once the visitor stops", async () => {
  const { user } = renderChat([metadata(), delta("", {}, { tool_calls: [CALL] }), hold()]);
  await user.type(box(), "Where is it?{Enter}");
  expect((await screen.findByText("search orders")).parentElement).toHaveTextContent(
    "search orders working",
  );
  await user.click(screen.getByRole("button", { name: "Stop" }));
  expect(screen.getByText("search orders").parentElement).toHaveTextContent(
    "search orders not finished",
  );
});

test.each([
  ["LangChain", [{ type: "reasoning", reasoning: "I need the order." }], {}],
  ["Anthropic", [{ type: "thinking", thinking: "I need the order." }], {}],
  ["OpenAI", [{ type: "reasoning", summary: [{ text: "I need the order." }] }], {}],
  ["DeepSeek", "", { additional_kwargs: { reasoning_content: "I need the order." } }],
])("the reasoning of %s is folded until the visitor opens it", async (_name, content, extra) => {
  const { user } = renderChat([metadata(), delta(content, {}, extra), hold()]);
  await user.type(box(), "Where is it?{Enter}");
  const summary = await screen.findByText("Reasoning");
  expect(screen.queryByText("I need the order.")).toBeNull();
  await user.click(summary);
  expect(await screen.findByText("I need the order.")).toBeVisible();
});

test.each([
  [{ percent: 40 }, "40", "Progress"],
  [{ progress: 0.4, message: "Reading" }, "40", "Reading"],
  [{ progress: 2, total: 5, label: "Reading" }, "40", "Reading"],
  [{ percentage: 400 }, "100", "Progress"],
])("the custom event %j becomes a bar at %s", async (data, value, name) => {
  const { user } = renderChat([metadata(), custom(data), hold()]);
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("progressbar", { name })).toHaveAttribute("value", value);
});

test("a page shows its own custom events, and the bar stays for the others", async () => {
  const { user } = renderChat(
    [metadata(), custom({ weather: "Sunny" }), custom({ percent: 5 }), hold()],
    { renderCustomEvent: (data: { weather?: string }) => data.weather && <b>{data.weather}</b> },
  );
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByText("Sunny")).toBeVisible();
  expect(screen.getByRole("progressbar")).toBeVisible();
});

test("an event whose renderer throws has its default look, and the developer learns of it once", async () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const mistake = new Error("no field");
  const { user } = renderChat(
    [metadata(), custom({ percent: 5 }), hold(), custom({ percent: 40 }), hold("end")],
    {
      renderCustomEvent() {
        throw mistake;
      },
    },
  );
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("progressbar")).toBeVisible();
  expect(report).toHaveBeenCalledExactlyOnceWith(
    "oneshot-chat: renderCustomEvent failed; the event has its default look.",
    mistake,
  );
  report.mockClear();
});

test("an event whose element throws is left out, and the other events stay", async () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const Sign = ({ data }: { data: { weather: string } }) => {
    if (data.weather === "") throw new Error("no weather");
    return <b>{data.weather}</b>;
  };
  const { user } = renderChat(
    [metadata(), custom({ weather: "" }), custom({ weather: "Sunny" }), hold()],
    { renderCustomEvent: (data: { weather: string }) => <Sign data={data} /> },
  );
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByText("Sunny")).toBeVisible();
  report.mockClear();
});

test("the bar leaves once the answer has words", async () => {
  const { server, user } = renderChat([
    metadata(),
    custom({ percent: 40 }),
    hold(),
    ...tokens("Yes."),
    hold("end"),
  ]);
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("progressbar")).toBeVisible();
  server.release();
  await screen.findByText("Yes.");
  expect(screen.queryByRole("progressbar")).toBeNull();
});

test("while no visible step is working, a line says that the run goes on", async () => {
  const { server, user } = renderChat(
    [metadata(), update("search", null), hold(), ...tokens("Yes."), hold("end")],
    { nodeLabels: { search: "Searching", rank: "Ranking", answer: "Writing" } },
  );
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("Searching");
  await waitFor(() => expect(steps()[0]).toBe("Searching done"));
  expect(screen.getByText("Working…")).toBeVisible();
  server.release();
  await screen.findByText("Yes.");
  expect(screen.queryByText("Working…")).toBeNull();
});

test("a node that is named like something every object inherits has no label", async () => {
  const { user } = renderChat(
    [metadata(), update("constructor", null), update("search", null), hold()],
    { nodeLabels: { search: "Searching" } },
  );
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("Searching");
  await waitFor(() => expect(steps()).toEqual(["Searching done"]));
});

test("nodeLabels names tools too, and a tool that was called is no step that waits", async () => {
  const message = { ...aiMessage("", { id: "m-1" }), tool_calls: [CALL] };
  const { user } = renderChat([metadata(), update("agent", { messages: [message] }), hold()], {
    nodeLabels: { agent: "Thinking", search_orders: "Looking up the order" },
  });
  await user.type(box(), "Where is it?{Enter}");
  const tools = within(await screen.findByRole("list", { name: "Tools used" }));
  expect(tools.getByText("Looking up the order")).toBeVisible();
  await waitFor(() => expect(steps()).toEqual(["Thinking done"]));
});
