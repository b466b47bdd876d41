/** What a visitor sees, hears and can do while a run goes on. */
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { answer, hold, metadata, tokens, update } from "../../src/testing/index.js";
import { announced, box, button, renderChat } from "./renderChat.js";

test("one line says “Working…” until a step says so or the answer begins", async () => {
  const { server, user } = renderChat([
    metadata(),
    hold(),
    update("retrieve", {}),
    hold("more"),
    ...tokens("Ye"),
    hold("end"),
  ]);
  await user.type(box(), "Refund?{Enter}");
  expect(screen.getByText("Working…")).toBeVisible();
  server.release();
  expect(await screen.findByRole("list", { name: "Progress" })).toHaveTextContent("retrieve done");
  expect(screen.getByText("Working…")).toBeVisible();
  server.release("more");
  await screen.findByText("Ye");
  expect(screen.queryByText("Working…")).toBeNull();
});

test("a node is shown as working after its first token and as done after its update", async () => {
  const { server, user } = renderChat(
    [metadata(), ...tokens("Ye"), hold(), ...answer("Yes.", { id: "m2" }), hold("end")],
    { nodeLabels: { answer: "Writing" } },
  );
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByText("working")).toBeVisible();
  expect(screen.getByRole("listitem")).toHaveTextContent("Writing working");
  server.release();
  expect(await screen.findByText("done")).toBeVisible();
  expect(screen.getByRole("listitem")).toHaveTextContent("Writing done");
});

test("tokens are shown before the run ends, outside of every live region", async () => {
  const { server, user } = renderChat([metadata(), ...tokens("First part"), hold()]);
  await user.type(box(), "Refund?{Enter}");
  const text = await screen.findByText("First part");
  expect(text.closest("[aria-live], [role=status], [role=alert], [role=log]")).toBeNull();
  expect(announced()).toBe("Answering");
  server.release();
});

test("a slow run is shown and announced as slow until the next word arrives", async () => {
  const { server, user } = renderChat([metadata(), hold(), ...answer("Yes."), hold("end")], {
    slowAfterMs: 30,
  });
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText(/Still working/, { selector: "p" });
  expect(announced()).toMatch(/Still working/);
  server.release();
  await screen.findByText("Yes.");
});

test("Stop keeps the answer so far and puts the question back into the box", async () => {
  const { server, user } = renderChat([metadata(), ...tokens("First part"), hold()]);
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("First part");
  await user.click(button("Stop"));
  expect(screen.getByText("First part")).toBeVisible();
  expect(box()).toHaveFocus();
  expect(box()).toHaveValue("Refund?");
  expect(server.requests[0]?.isAborted).toBe(true);
  expect(announced()).toBe("Stopped.\nFirst part");
});
