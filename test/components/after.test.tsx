/** What a visitor can do with an answer: ask again, rate it, and find a person. What the page learns of it. */
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { VisitorFeedback } from "../../src/index.js";
import {
  answer,
  completeRun,
  createScriptedServer,
  event,
  hold,
  metadata,
  runFailed,
  tokens,
  update,
} from "../../src/testing/index.js";
import { box, button, renderChat } from "./renderChat.js";

/** Finds what a visitor reads beside the thumbs. The announcer says the same. */
const findBesideThumbs = (words: string) =>
  screen.findByText(words, { selector: '[data-part="feedback"] *' });

test("an answer can be asked for again, and the focus moves to the button that stops it", async () => {
  const { server, user } = renderChat((_request, at) =>
    at === 0 ? completeRun("First.") : [metadata(), hold(), ...answer("Second.")],
  );
  await user.type(box(), "Refund?{Enter}");
  await user.click(await screen.findByRole("button", { name: "Ask again" }));
  expect(button("Stop")).toHaveFocus();
  server.release();
  expect(await screen.findByText("Second.")).toBeVisible();
  expect(server.requests).toHaveLength(2);
});

test("a complete answer says how long it took", async () => {
  const { user } = renderChat(completeRun("Yes."));
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByText(/^Answered in \d+(\.\d)? s$/)).toBeVisible();
});

test("Escape stops a run", async () => {
  const { server, user } = renderChat([metadata(), ...tokens("First part"), hold()]);
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("First part");
  await user.keyboard("{Escape}");
  expect(screen.getAllByText("Stopped.")[0]).toBeVisible();
  expect(server.requests[0]?.isAborted).toBe(true);
});

test("a question that was stopped is shown once, in the box", async () => {
  const { user } = renderChat([metadata(), ...tokens("First part"), hold()]);
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("First part");
  expect(screen.getByText("Refund?")).toBeVisible();
  await user.click(button("Stop"));
  expect(box()).toHaveValue("Refund?");
  expect(screen.queryByText("Refund?", { selector: "p" })).toBeNull();
});

test("a thumb up goes to the page with the run, and is thanked for", async () => {
  const onFeedback = vi.fn<(feedback: VisitorFeedback) => void>();
  const { user } = renderChat(completeRun("Yes."), { onFeedback });
  await user.type(box(), "Refund?{Enter}");
  await user.click(await screen.findByRole("button", { name: "Helpful" }));
  expect(button("Helpful")).toHaveAttribute("aria-pressed", "true");
  expect(await findBesideThumbs("Thank you for your feedback.")).toBeVisible();
  expect(onFeedback).toHaveBeenCalledExactlyOnceWith({
    value: "up",
    run: expect.objectContaining({ question: "Refund?", answer: "Yes." }) as unknown,
  });
});

test("a thumb down goes to the page at once, and again with a reason and a comment", async () => {
  const onFeedback = vi.fn<(feedback: VisitorFeedback) => void>();
  const { user } = renderChat(completeRun("Yes."), { onFeedback });
  await user.type(box(), "Refund?{Enter}");
  await user.click(await screen.findByRole("button", { name: "Not helpful" }));
  expect(onFeedback).toHaveBeenCalledTimes(1);
  await user.click(screen.getByRole("radio", { name: "Something is missing" }));
  await user.type(screen.getByRole("textbox", { name: "Comment (optional)" }), " How? ");
  await user.click(button("Send"));
  expect(button("Not helpful")).toHaveFocus();
  expect(onFeedback).toHaveBeenLastCalledWith(
    expect.objectContaining({ value: "down", reason: "incomplete", comment: "How?" }),
  );
  expect(screen.queryByRole("radio")).toBeNull();
});

test("no thumbs are shown where feedback has nowhere to go, and none before the answer is complete", async () => {
  const { server, user } = renderChat([metadata(), ...tokens("Ye"), hold(), ...answer("Yes.")], {
    onFeedback: () => {},
  });
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("Ye");
  expect(screen.queryByRole("button", { name: "Helpful" })).toBeNull();
  server.release();
  expect(await screen.findByRole("button", { name: "Helpful" })).toBeVisible();
});

const rateable = event("metadata", { run_id: "run-1", feedback_token: "token-1" });

test.each([
  [204, "Thank you for your feedback."],
  [503, "Your feedback couldn’t be sent. Please try again."],
])(
  "feedback on a run with a token goes to the gateway; after %i the visitor reads %j",
  async (status, words) => {
    const ratings: unknown[] = [];
    const server = createScriptedServer([rateable, ...completeRun("Yes.").slice(1)]);
    const fetch: typeof globalThis.fetch = (url, init) => {
      if (url !== "https://assistant.test/feedback") return server.fetch(url, init);
      ratings.push(JSON.parse(String(init?.body)));
      return Promise.resolve(new Response(null, { status }));
    };
    const { user } = renderChat([], { fetch });
    await user.type(box(), "Refund?{Enter}");
    await user.click(await screen.findByRole("button", { name: "Helpful" }));
    expect(await findBesideThumbs(words)).toBeVisible();
    expect(ratings).toEqual([{ token: "token-1", value: "up" }]);
    expect(screen.getByText("Yes.")).toBeVisible();
  },
);

test("a way to a person is offered after a thumb down, and gets the question", async () => {
  const { user } = renderChat(completeRun("Yes."), {
    onFeedback: () => {},
    contact: (question: string) => <a href={`mailto:a@b.c?body=${question}`}>Write to us</a>,
  });
  await user.type(box(), "Refund?{Enter}");
  await user.click(await screen.findByRole("button", { name: "Not helpful" }));
  expect(screen.getByRole("link", { name: "Write to us" })).toHaveAttribute(
    "href",
    "mailto:a@b.c?body=Refund?",
  );
});

test("a way to a person is offered after an error, and not after a good answer", async () => {
  const { user } = renderChat(
    (_request, at) => (at === 0 ? [metadata(), runFailed("boom")] : completeRun("Yes.")),
    { contact: <a href="/contact">Write to us</a> },
  );
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("link", { name: "Write to us" })).toBeVisible();
  await user.click(button("Try again"));
  await screen.findByText("Yes.");
  expect(screen.queryByRole("link", { name: "Write to us" })).toBeNull();
});

test.each([
  ["a text", "Refund 200 euros?"],
  ["an object with a question", { question: "Refund 200 euros?" }],
])(
  "after an interrupt with %s, the visitor reads what the graph asked for",
  async (_name, value) => {
    const { user } = renderChat([
      metadata(),
      event("updates", { __interrupt__: [{ id: "i", value }] }),
    ]);
    await user.type(box(), "Refund?{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("It asked for: Refund 200 euros?");
  },
);

test("the page learns when a run begins, speaks and ends, without any words of it", async () => {
  const calls: unknown[][] = [];
  const log =
    (name: string) =>
    (...args: unknown[]) =>
      calls.push([name, ...args]);
  const { user } = renderChat(
    (_request, at) =>
      at === 0
        ? completeRun("[Policy](https://shop.test/p)")
        : [metadata(), update("a", null), runFailed("no")],
    {
      onAsked: log("asked"),
      onFirstToken: log("first"),
      onFinished: log("finished"),
      onFailed: log("failed"),
      onLinkClicked: log("link"),
    },
  );
  const ms = { ms: expect.any(Number) as number };
  await user.type(box(), "Refund?{Enter}");
  await screen.findByRole("button", { name: "Ask again" });
  expect(calls).toEqual([["asked"], ["first", ms], ["finished", ms]]);
  const link = screen.getByRole("link");
  link.addEventListener("click", (click) => click.preventDefault());
  fireEvent.click(link);
  expect(calls.at(-1)).toEqual(["link", { url: "https://shop.test/p" }]);
  await user.type(box(), "And now?{Enter}");
  await screen.findByRole("alert");
  await waitFor(() => expect(calls.at(-1)).toEqual(["failed", { kind: "run_failed" }]));
  expect(JSON.stringify(calls)).not.toMatch(/Refund|Policy/);
});

test("analytics learn of links in the answer and the sources, and of no link that holds the question", async () => {
  const urls: string[] = [];
  const source = { title: "Policy", url: "https://shop.test/policy" };
  const { user } = renderChat(completeRun("Read [this](https://shop.test/p)."), {
    onFeedback: () => {},
    contact: (question: string) => <a href={`mailto:a@b.c?body=${question}`}>Write to us</a>,
    disclaimer: <a href="https://shop.test/privacy">Privacy</a>,
    getSources: () => [source],
    onLinkClicked: ({ url }: { url: string }) => urls.push(url),
  });
  await user.type(box(), "My illness?{Enter}");
  await user.click(await screen.findByRole("button", { name: "Not helpful" }));
  for (const link of screen.getAllByRole("link")) {
    link.addEventListener("click", (click) => click.preventDefault());
    fireEvent.click(link);
  }
  expect(screen.getAllByRole("link")).toHaveLength(4);
  expect(urls).toEqual(["https://shop.test/p", "https://shop.test/policy"]);
});

test.each([
  [
    "a function",
    () => {
      throw new Error("no form");
    },
    "oneshot-chat: contact failed; it is not shown.",
  ],
  ["an element", <Broken key="broken" />, undefined],
])("a contact that throws as %s leaves the chat on the page", async (_name, contact, words) => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const { user } = renderChat([metadata(), runFailed("boom")], { contact });
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.queryByText("Do you need more help?")).toBeNull();
  expect(box()).toBeVisible();
  if (words) expect(report).toHaveBeenCalledExactlyOnceWith(words, expect.any(Error));
  report.mockClear();
});

function Broken(): never {
  throw new Error("no form");
}

test("the page learns once that the visitor stopped, and nothing more of that run", async () => {
  const calls: string[] = [];
  const log = (name: string) => () => calls.push(name);
  const { user } = renderChat(
    (_request, at) =>
      at === 0 ? [metadata(), ...tokens("First part"), hold()] : completeRun("Second."),
    {
      onAsked: log("asked"),
      onFirstToken: log("first"),
      onStopped: log("stopped"),
      onFinished: log("finished"),
      onFailed: log("failed"),
    },
  );
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("First part");
  await user.click(button("Stop"));
  await waitFor(() => expect(calls).toEqual(["asked", "first", "stopped"]));
  await user.click(button("Ask"));
  await screen.findByText("Second.");
  await waitFor(() => expect(calls.slice(3)).toEqual(["asked", "first", "finished"]));
});

test("an error after the answer is complete leaves the answer and its sources on the page", async () => {
  const { user } = renderChat(
    [
      ...completeRun("Yes, within 30 days [1]."),
      update("log", null),
      ...tokens("", { node: "save" }),
      runFailed("The disk is full."),
    ],
    { getSources: () => [{ title: "Policy", url: "https://shop.test/policy" }] },
  );
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.getByRole("region", { name: "Answer" })).toHaveTextContent(/^Yes, within 30 days/);
  expect(screen.getByRole("link", { name: "Policy" })).toBeVisible();
  expect(button("Copy")).toBeVisible();
});

test("feedback that cannot be sent leaves the answer, its sources, the thumb and the comment", async () => {
  const server = createScriptedServer([rateable, ...completeRun("Yes [1].").slice(1)]);
  let isDown = true;
  const fetch: typeof globalThis.fetch = (url, init) => {
    if (url !== "https://assistant.test/feedback") return server.fetch(url, init);
    return isDown
      ? Promise.reject(new TypeError("Failed to fetch"))
      : Promise.resolve(new Response(null, { status: 204 }));
  };
  const { user } = renderChat([], {
    fetch,
    getSources: () => [{ title: "Policy", url: "https://shop.test/policy" }],
  });
  const comment = () => screen.getByRole("textbox", { name: "Comment (optional)" });
  await user.type(box(), "Refund?{Enter}");
  await user.click(await screen.findByRole("button", { name: "Not helpful" }));
  await user.type(comment(), "How?");
  await user.click(button("Send"));
  expect(await findBesideThumbs("Your feedback couldn’t be sent. Please try again.")).toBeVisible();
  expect(screen.getByRole("region", { name: "Answer" })).toHaveTextContent(/^Yes/);
  expect(screen.getByRole("link", { name: "Policy" })).toBeVisible();
  expect(button("Not helpful")).toHaveAttribute("aria-pressed", "true");
  expect(comment()).toHaveValue("How?");

  isDown = false;
  await user.click(button("Send"));
  expect(await findBesideThumbs("Thank you for your feedback.")).toBeVisible();
  expect(screen.queryByRole("textbox", { name: "Comment (optional)" })).toBeNull();
  expect(button("Not helpful")).toHaveFocus();
});

test.each([
  [
    "throws",
    () => {
      throw new Error("no database");
    },
  ],
  ["rejects", () => Promise.reject(new Error("no database"))],
])("when onFeedback %s, the visitor is not thanked and can press again", async (_name, fail) => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const onFeedback = vi.fn<() => void | Promise<void>>().mockImplementationOnce(fail);
  const { user } = renderChat(completeRun("Yes."), { onFeedback });
  await user.type(box(), "Refund?{Enter}");
  await user.click(await screen.findByRole("button", { name: "Helpful" }));
  expect(await screen.findByText(/couldn’t be sent/, { selector: "[class]" })).toBeVisible();
  expect(report).toHaveBeenCalledExactlyOnceWith(
    "oneshot-chat: onFeedback failed.",
    expect.any(Error),
  );
  report.mockClear();
  await user.click(button("Helpful"));
  expect(await screen.findByText(/Thank you/, { selector: "[class]" })).toBeVisible();
});

test("a thumb that is pressed again is not sent again", async () => {
  const onFeedback = vi.fn();
  const { user } = renderChat(completeRun("Yes."), { onFeedback });
  await user.type(box(), "Refund?{Enter}");
  const thumb = await screen.findByRole("button", { name: "Helpful" });
  for (let press = 0; press < 3; press += 1) {
    await user.click(thumb);
    await user.keyboard(" "); // between two clicks, so that they are no double click
  }
  expect(onFeedback).toHaveBeenCalledTimes(1);
});

test("of two thumbs, the one pressed last stays pressed while the first is still on its way", async () => {
  let arrive = () => {};
  const slow = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const onFeedback = vi.fn<() => void | Promise<void>>().mockReturnValueOnce(slow);
  const { user } = renderChat(completeRun("Yes."), { onFeedback });
  await user.type(box(), "Refund?{Enter}");
  await user.click(await screen.findByRole("button", { name: "Helpful" }));
  await user.click(button("Not helpful"));
  arrive();
  await expect.poll(() => onFeedback.mock.calls.length).toBe(2);
  expect(button("Not helpful")).toHaveAttribute("aria-pressed", "true");
});
