/** A visitor asks a question with the box, the button or a suggestion. */
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { answer, completeRun, hold, metadata } from "../../src/testing/index.js";
import { answerComplete, box, button, renderChat } from "./renderChat.js";

test("Enter asks the question, and the answer appears in its region below the finished nodes", async () => {
  const { server, user } = renderChat(completeRun("Refunds take 30 days."), { title: "Help" });
  expect(screen.getByRole("heading", { name: "Help" })).toBeVisible();
  expect(screen.queryByRole("region", { name: "Answer" })).toBeNull();

  await user.type(box(), "Can I get a refund?{Enter}");
  expect(await screen.findByRole("region", { name: "Answer" })).toBeVisible();
  await answerComplete();
  expect(screen.getByRole("region", { name: "Answer" })).toHaveTextContent(
    /^Refunds take 30 days\.$/,
  );
  const steps = within(screen.getByRole("list", { name: "Progress" })).getAllByRole("listitem");
  expect(steps.map((step) => step.textContent)).toEqual(["retrieve done", "answer done"]);
  expect(screen.getByText("Can I get a refund?")).toBeVisible();
  expect(box()).toHaveValue("");
  expect(box()).toHaveFocus();
  expect(server.requests).toHaveLength(1);
});

test("one button says Ask, then Stop while the run goes on, and then Ask again", async () => {
  const { server, user } = renderChat([metadata(), hold(), ...answer("Yes.")]);
  await user.type(box(), "Refund?");
  await user.click(button("Ask"));
  expect(button("Stop")).toHaveFocus();
  expect(screen.queryByRole("button", { name: "Ask" })).toBeNull();
  server.release();
  await screen.findByText("Yes.");
  expect(await screen.findByRole("button", { name: "Ask" })).toBeVisible();
});

test("Shift+Enter breaks the line, and line breaks are sent as they were typed", async () => {
  const { server, user } = renderChat(completeRun("Yes."));
  await user.type(box(), "One{Shift>}{Enter}{/Shift}two{Enter}");
  await screen.findByText("Yes.");
  expect(server.requests[0]?.body).toMatchObject({
    input: { messages: [{ role: "human", content: "One\ntwo" }] },
  });
});

test("the Enter that ends an input method's composition sends nothing", () => {
  const { server } = renderChat(completeRun("Yes."));
  fireEvent.change(box(), { target: { value: "返金" } });
  fireEvent.keyDown(box(), { key: "Enter", isComposing: true });
  fireEvent.keyDown(box(), { key: "Enter", keyCode: 229 });
  expect(box()).toHaveValue("返金");
  expect(server.requests).toHaveLength(0);
});

test("an empty box sends nothing, and a second Enter sends nothing more", async () => {
  const { server, user } = renderChat(completeRun("Yes."));
  await user.click(button("Ask"));
  await user.type(box(), "  {Enter}");
  expect(server.requests).toHaveLength(0);
  await user.clear(box());
  await user.type(box(), "Refund?{Enter}{Enter}");
  await screen.findByText("Yes.");
  expect(server.requests).toHaveLength(1);
});

test("a double click on Ask sends one run and does not stop it", async () => {
  const { server, user } = renderChat([metadata(), hold(), ...answer("Yes.")]);
  await user.type(box(), "Refund?");
  await user.dblClick(button("Ask"));
  server.release();
  expect(await screen.findByText("Yes.")).toBeVisible();
  expect(server.requests).toHaveLength(1);
});

test("a click on a suggestion asks it and removes the suggestions", async () => {
  const { server, user } = renderChat(completeRun("Yes."), {
    suggestions: ["Refund?", "Hours?"],
  });
  await user.click(button("Hours?"));
  await screen.findByText("Yes.");
  expect(server.requests[0]?.body).toMatchObject({
    input: { messages: [{ content: "Hours?" }] },
  });
  expect(screen.queryByRole("list", { name: "Suggestions" })).toBeNull();
  expect(button("Ask")).toHaveFocus();
});

test("a second question replaces the first one and its answer", async () => {
  const { user } = renderChat((_request, at) => completeRun(at === 0 ? "First." : "Second."));
  await user.type(box(), "One?{Enter}");
  await screen.findByText("First.");
  await user.type(box(), "Two?{Enter}");
  await screen.findByText("Second.");
  expect(screen.queryByText("First.")).toBeNull();
  expect(screen.queryByText("One?")).toBeNull();
});

test("the limit describes the box, and a question past the limit is not sent", async () => {
  const { server, user } = renderChat(completeRun("Yes."), { maxQuestionChars: 10 });
  expect(box()).toHaveAccessibleDescription("At most 10 characters.");
  await user.type(box(), "0123456789ab{Enter}");
  expect(box()).toHaveAccessibleDescription("Too long. Characters to remove: 2");
  expect(box()).toBeInvalid();
  expect(box()).toHaveValue("0123456789ab");
  expect(server.requests).toHaveLength(0);
});
