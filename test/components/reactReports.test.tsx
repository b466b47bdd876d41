/** What React itself tells developers of a page's component that throws. Other tests show what is left on the page. */
import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Markdown } from "../../src/markdown/index.js";
import { event, hold, metadata, runFailed } from "../../src/testing/index.js";
import { box, renderChat } from "./renderChat.js";

function Broken(): never {
  throw new Error("a mistake of the page's");
}

test("React reports a component of an answer that throws once", () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  render(<Markdown text="before [link](/x) after" components={{ a: Broken }} />);
  expect(report).toHaveBeenCalledTimes(1);
  report.mockClear();
});

test("React reports a contact that throws", async () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const { user } = renderChat([metadata(), runFailed("boom")], { contact: <Broken /> });
  await user.type(box(), "Refund?{Enter}");
  await screen.findByRole("alert");
  expect(report).toHaveBeenCalled();
  report.mockClear();
});

test("React reports the element of an event that throws", async () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const { user } = renderChat([metadata(), event("custom", { weather: "" }), hold()], {
    renderCustomEvent: () => <Broken />,
  });
  await user.type(box(), "Refund?{Enter}");
  await vi.waitFor(() => expect(report).toHaveBeenCalled());
  report.mockClear();
});
