/** The chat on a page: its words, and a run of the page's own. */
import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { OneShotChat, useStatelessRun, type OneShotChatLooks } from "../../src/index.js";
import { completeRun, createScriptedServer } from "../../src/testing/index.js";
import { answerComplete, button, renderChat } from "./renderChat.js";

test("a page can replace every word", async () => {
  const { user } = renderChat(completeRun("Ja."), {
    labels: { question: "Deine Frage", ask: "Fragen", answer: "Antwort", answerComplete: "Fertig" },
  });
  await user.type(screen.getByRole("textbox", { name: "Deine Frage" }), "Geht das?");
  await user.click(screen.getByRole("button", { name: "Fragen" }));
  await answerComplete("Fertig");
  expect(screen.getByRole("region", { name: "Antwort" })).toHaveTextContent("Ja.");
});

test("a page can pass its own run and start it from outside", async () => {
  const server = createScriptedServer(completeRun("Yes."));
  function Page(looks: OneShotChatLooks) {
    const run = useStatelessRun<{ entries: string[] }>({
      apiUrl: "https://assistant.test",
      fetch: server.fetch,
      assistantId: "faq",
    });
    return (
      <>
        <button onClick={() => void run.submit("From the page?")}>Ask for me</button>
        <OneShotChat run={run} {...looks} />
      </>
    );
  }
  render(<Page className="mine" title="Help" />);
  act(() => button("Ask for me").click());
  expect(await screen.findByText("Yes.")).toBeVisible();
  expect(screen.getByText("From the page?")).toBeVisible();
  expect(screen.getByRole("region", { name: "Help" })).toHaveClass("oneshot-chat", "mine");
});

test("with unstyled, only hidden text, icons and Markdown keep a class, and every part can be found", async () => {
  const { user, container } = renderChat(completeRun("Yes [1]. `code`"), {
    unstyled: true,
    title: "Help",
    greeting: "Ask us.",
    suggestions: ["Refund?"],
    disclaimer: "A machine answers.",
    className: "mine",
    getSources: () => [{ title: "Policy", url: "https://shop.test/policy", text: "Free." }],
    onFeedback: () => {},
    contact: "Write to us",
  });
  const classes = () =>
    new Set(
      Array.from(container.querySelectorAll("[class]:not(.osc-md, .osc-md *, svg)"), (element) =>
        element.getAttribute("class"),
      ),
    );
  const hidden = "osc-visually-hidden";
  expect([...classes()].sort()).toEqual(["mine", hidden, `${hidden} osc-announcer`]);
  await user.click(screen.getByRole("button", { name: "Refund?" }));
  await user.click(await screen.findByRole("button", { name: "Not helpful" }));
  expect([...classes()].sort()).toEqual(["mine", hidden, `${hidden} osc-announcer`]);
  const parts = Array.from(
    container.querySelectorAll<HTMLElement>("[data-part]"),
    (element) => element.dataset["part"],
  );
  expect(parts).toEqual(
    expect.arrayContaining([
      "root",
      "header",
      "form",
      "input",
      "submit",
      "result",
      "answer",
      "sources",
      "actions",
      "feedback",
      "contact",
      "announcer",
    ]),
  );
});
