import { act, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderToString } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import { OneShotChat, useStatelessRun, type OneShotChatLooks } from "../../src/index.js";
import {
  answer,
  completeRun,
  createScriptedServer,
  hold,
  metadata,
  runFailed,
  tokens,
  update,
  type Reply,
} from "../../src/testing/index.js";

function renderChat(reply: Parameters<typeof createScriptedServer>[0], looks: object = {}) {
  const server = createScriptedServer(reply);
  const view = render(
    <OneShotChat
      apiUrl="https://assistant.test"
      fetch={server.fetch}
      assistantId="faq"
      {...looks}
    />,
  );
  return { server, user: userEvent.setup(), ...view };
}

const box = () => screen.getByRole("textbox", { name: "Your question" });
const button = (name: string) => screen.getByRole("button", { name });
const announced = () => screen.getByRole("status").textContent;

describe("asking", () => {
  test("Enter asks; the answer comes in its region with the updates beside it", async () => {
    const { server, user } = renderChat(completeRun("Refunds take 30 days."), { title: "Help" });
    expect(screen.getByRole("heading", { name: "Help" })).toBeVisible();
    expect(screen.queryByRole("region", { name: "Answer" })).toBeNull();

    await user.type(box(), "Can I get a refund?{Enter}");
    expect(await screen.findByRole("region", { name: "Answer" })).toBeVisible();
    expect(await screen.findByText("Answer complete")).toBeInTheDocument();
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

  test("the button asks, is Stop while the run goes on, and Ask again", async () => {
    const { server, user } = renderChat([metadata(), hold(), ...answer("Yes.")]);
    await user.type(box(), "Refund?");
    await user.click(button("Ask"));
    expect(button("Stop")).toHaveFocus();
    expect(screen.queryByRole("button", { name: "Ask" })).toBeNull();
    server.release();
    await screen.findByText("Yes.");
    expect(await screen.findByRole("button", { name: "Ask" })).toBeVisible();
  });

  test("Shift+Enter breaks the line, and line breaks are asked as they are", async () => {
    const { server, user } = renderChat(completeRun("Yes."));
    await user.type(box(), "One{Shift>}{Enter}{/Shift}two{Enter}");
    await screen.findByText("Yes.");
    expect(server.requests[0]?.body).toMatchObject({
      input: { messages: [{ role: "human", content: "One\ntwo" }] },
    });
  });

  test("the Enter that ends an input method's composition never asks", () => {
    const { server } = renderChat(completeRun("Yes."));
    fireEvent.change(box(), { target: { value: "返金" } });
    fireEvent.keyDown(box(), { key: "Enter", isComposing: true });
    fireEvent.keyDown(box(), { key: "Enter", keyCode: 229 });
    expect(box()).toHaveValue("返金");
    expect(server.requests).toHaveLength(0);
  });

  test("an empty box and a doubled Enter send nothing more", async () => {
    const { server, user } = renderChat(completeRun("Yes."));
    await user.click(button("Ask"));
    await user.type(box(), "  {Enter}");
    expect(server.requests).toHaveLength(0);
    await user.clear(box());
    await user.type(box(), "Refund?{Enter}{Enter}");
    await screen.findByText("Yes.");
    expect(server.requests).toHaveLength(1);
  });

  test("a double click asks once and does not stop", async () => {
    const { server, user } = renderChat([metadata(), hold(), ...answer("Yes.")]);
    await user.type(box(), "Refund?");
    await user.dblClick(button("Ask"));
    server.release();
    expect(await screen.findByText("Yes.")).toBeVisible();
    expect(server.requests).toHaveLength(1);
  });

  test("a suggestion asks and leaves", async () => {
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

  test("the next question replaces the answer", async () => {
    const { user } = renderChat((_request, at) => completeRun(at === 0 ? "First." : "Second."));
    await user.type(box(), "One?{Enter}");
    await screen.findByText("First.");
    await user.type(box(), "Two?{Enter}");
    await screen.findByText("Second.");
    expect(screen.queryByText("First.")).toBeNull();
    expect(screen.queryByText("One?")).toBeNull();
  });

  test("the limit describes the box, and a question past it stays there", async () => {
    const { server, user } = renderChat(completeRun("Yes."), { maxQuestionChars: 10 });
    expect(box()).toHaveAccessibleDescription("At most 10 characters.");
    await user.type(box(), "0123456789ab{Enter}");
    expect(box()).toHaveAccessibleDescription("Too long by 2 characters.");
    expect(box()).toBeInvalid();
    expect(box()).toHaveValue("0123456789ab");
    expect(server.requests).toHaveLength(0);
  });
});

describe("while the run goes on", () => {
  test("one line says Working… until a node is known", async () => {
    const { server, user } = renderChat([metadata(), hold(), update("retrieve", {}), hold("more")]);
    await user.type(box(), "Refund?{Enter}");
    expect(screen.getByText("Working…")).toBeVisible();
    server.release();
    expect(await screen.findByRole("list", { name: "Progress" })).toHaveTextContent(
      "retrieve done",
    );
    expect(screen.queryByText("Working…")).toBeNull();
  });

  test("a node is working once it speaks and done once its update comes", async () => {
    const { server, user } = renderChat(
      [metadata(), ...tokens("Ye"), hold(), ...answer("Yes.", { id: "m2" }), hold("end")],
      { labels: { nodes: { answer: "Writing" } } },
    );
    await user.type(box(), "Refund?{Enter}");
    expect(await screen.findByText("working")).toBeVisible();
    expect(screen.getByRole("listitem")).toHaveTextContent("Writing working");
    server.release();
    expect(await screen.findByText("done")).toBeVisible();
    expect(screen.getByRole("listitem")).toHaveTextContent("Writing done");
  });

  test("tokens show before the end, outside every live region", async () => {
    const { server, user } = renderChat([metadata(), ...tokens("First part"), hold()]);
    await user.type(box(), "Refund?{Enter}");
    const text = await screen.findByText("First part");
    expect(text.closest("[aria-live], [role=status], [role=alert], [role=log]")).toBeNull();
    expect(announced()).toBe("Answering");
    server.release();
  });

  test("a long silence is said, shown and spoken, and taken back by the next word", async () => {
    const { server, user } = renderChat([metadata(), hold(), ...answer("Yes."), hold("end")], {
      slowAfterMs: 30,
    });
    await user.type(box(), "Refund?{Enter}");
    await screen.findByText(/Still working/, { selector: "p" });
    expect(announced()).toMatch(/Still working/);
    server.release();
    await screen.findByText("Yes.");
  });

  test("Stop keeps the words already shown and gives the box back", async () => {
    const { server, user } = renderChat([metadata(), ...tokens("First part"), hold()]);
    await user.type(box(), "Refund?{Enter}");
    await screen.findByText("First part");
    await user.click(button("Stop"));
    expect(screen.getByText("First part")).toBeVisible();
    expect(box()).toHaveFocus();
    expect(box()).toHaveValue("Refund?");
    expect(server.requests[0]?.isAborted).toBe(true);
    expect(announced()).toBe("Stopped.");
  });
});

describe("when it goes wrong", () => {
  const broken: Reply = [metadata(), ...tokens("Half an"), runFailed("secret stack trace")];

  test("plain words, the text so far, the question in the box, and Try again", async () => {
    const { server, user } = renderChat((_request, at) =>
      at === 0 ? broken : completeRun("Whole answer."),
    );
    await user.type(box(), "Refund?{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("ran into a problem");
    expect(screen.getByRole("region", { name: "Answer" })).toHaveTextContent("Half an");
    expect(box()).toHaveValue("Refund?");
    expect(document.body).not.toHaveTextContent("secret");

    await user.click(button("Try again"));
    expect(await screen.findByText("Whole answer.")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(button("Ask")).toHaveFocus();
    expect(box()).toHaveValue("");
    expect(server.requests).toHaveLength(2);
  });

  test("what was typed meanwhile is not overwritten by the old question", async () => {
    const { server, user } = renderChat([metadata(), hold(), runFailed("boom")]);
    await user.type(box(), "Refund?{Enter}");
    await user.type(box(), "Next one");
    server.release();
    await screen.findByRole("alert");
    expect(box()).toHaveValue("Next one");
  });

  test("a busy server's wait is counted down on the button", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { server, user } = renderChat((_request, at) =>
      at === 0 ? { status: 429, headers: { "retry-after": "7" } } : completeRun("Now."),
    );
    await user.type(box(), "Refund?{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("busy");
    expect(button("Try again in 7 s")).toBeDisabled();
    await act(() => vi.advanceTimersByTimeAsync(3_000));
    expect(screen.getByRole("button", { name: /Try again in [34] s/ })).toBeDisabled();
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    await user.click(button("Try again"));
    expect(await screen.findByText("Now.")).toBeVisible();
    expect(server.requests).toHaveLength(2);
    vi.useRealTimers();
  });

  test("the server's own words show only where the page asks for them", async () => {
    const { user } = renderChat(broken, { exposeServerMessages: true });
    await user.type(box(), "Refund?{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent(/problem .* secret stack trace$/);
  });

  test("nothing is offered that cannot help", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { user } = renderChat({ status: 403 });
    await user.type(box(), "Refund?{Enter}");
    await screen.findByRole("alert");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/not authorized|refused/),
      expect.anything(),
    );
    warn.mockClear();
  });
});

describe("the answer", () => {
  const written = "## Refunds\n\nTake **30 days**, see `policy.md`:\n\n- by post\n- in the shop\n";

  test("is Markdown as elements, its headings below the chat's own", async () => {
    const { user } = renderChat(completeRun(written), { title: "Help" });
    await user.type(box(), "Refund?{Enter}");
    await screen.findByText("Answer complete");
    const region = screen.getByRole("region", { name: "Answer" });
    expect(within(region).getByRole("heading", { name: "Refunds", level: 4 })).toBeVisible();
    expect(
      within(region)
        .getAllByRole("listitem")
        .map((item) => item.textContent),
    ).toEqual(["by post", "in the shop"]);
    expect(within(region).getByText("30 days").tagName).toBe("STRONG");
  });

  test("never becomes HTML", async () => {
    const { user } = renderChat(completeRun("<img src=x onerror=alert(1)> <script>1</script>"));
    await user.type(box(), "Refund?{Enter}");
    await screen.findByText("Answer complete");
    const region = screen.getByRole("region", { name: "Answer" });
    expect(region).toHaveTextContent("<img src=x onerror=alert(1)> <script>1</script>");
    expect(region.querySelector("img, script")).toBeNull();
  });

  test("can be taken along as Markdown and as text, once it is whole", async () => {
    const { server, user } = renderChat([
      metadata(),
      ...tokens(written),
      hold(),
      ...answer(written),
    ]);
    await user.type(box(), "Refund?{Enter}");
    await screen.findByText("30 days");
    expect(screen.queryByRole("button", { name: "Copy as text" })).toBeNull();
    server.release();
    await user.click(await screen.findByRole("button", { name: "Copy as Markdown" }));
    expect(await navigator.clipboard.readText()).toBe(written);
    expect(await screen.findByText("Copied")).toBeVisible();
    await user.click(button("Copy as text"));
    expect(await navigator.clipboard.readText()).toMatch(
      /^Refunds\n\nTake 30 days, see policy\.md:\n\n- by post\n- in the shop$/,
    );
  });

  test("shows a page's own elements in place of ours", async () => {
    const { user } = renderChat(completeRun("See [the policy](https://shop.test/policy)."), {
      components: { a: ({ href }: { href: string }) => <mark>{href}</mark> },
    });
    await user.type(box(), "Refund?{Enter}");
    expect((await screen.findByText("https://shop.test/policy")).tagName).toBe("MARK");
  });
});

test("every word can be replaced", async () => {
  const { user } = renderChat(completeRun("Ja."), {
    labels: { question: "Deine Frage", ask: "Fragen", answer: "Antwort", answerComplete: "Fertig" },
  });
  await user.type(screen.getByRole("textbox", { name: "Deine Frage" }), "Geht das?");
  await user.click(screen.getByRole("button", { name: "Fragen" }));
  expect(await screen.findByText("Fertig")).toBeInTheDocument();
  expect(screen.getByRole("region", { name: "Antwort" })).toHaveTextContent("Ja.");
});

test("shows a run of the page's own, which the page can drive as well", async () => {
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

test("renders on a server, and hydrates without a word", async () => {
  const server = createScriptedServer(completeRun("Yes."));
  const chat = (
    <OneShotChat
      apiUrl="/api"
      fetch={server.fetch}
      assistantId="faq"
      title="Help"
      suggestions={["Refund?"]}
    />
  );
  const container = document.createElement("div");
  container.innerHTML = renderToString(chat);
  document.body.append(container);
  expect(within(container).getByRole("button", { name: "Ask" })).toBeVisible();
  render(chat, { container, hydrate: true });
  expect(server.requests).toHaveLength(0);
});

test("a stream that ends while the server still works on its run is shown as cut off", async () => {
  const { server, user } = renderChat(({ url }) =>
    url.endsWith("/threads/search")
      ? { status: 200, body: '[{ "status": "busy" }]' }
      : completeRun("Refunds take 30 days."),
  );
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("the answer may be incomplete");
  expect(screen.getByText("Refunds take 30 days.")).toBeVisible();
  expect(server.requests).toHaveLength(1);
  expect(server.otherRequests[0]?.url).toBe("https://assistant.test/threads/search");
});
