/** The sources of an answer, as a visitor reads and follows them. */
import { render, screen, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { FaqBot, OneShotChat } from "../../../src/index.js";
import {
  aiMessage,
  answer,
  custom,
  delta,
  hold,
  metadata,
  tokens,
  update,
} from "../../../src/testing/index.js";
import { box, renderChat } from "../renderChat.js";

const SOURCES = [
  { title: "Refund policy", url: "https://shop.example/refunds", text: "Within 30 days." },
  { title: "Delivery", url: "https://www.post.example/delivery" },
  { title: "Handbook" },
];
const TEXT = "Refunds take 5 days [1]. The post brings them [2][3], see [4].";
const event = custom({ type: "sources", sources: SOURCES });
const RUN = [metadata(), event, ...answer(TEXT)];

const list = () => screen.getByRole("region", { name: "Sources" });
const items = () => within(list()).getAllByRole("listitem");
const marks = () =>
  within(screen.getByRole("region", { name: "Answer" }))
    .queryAllByRole("link")
    .map((mark) => mark.getAttribute("aria-label"));

async function ask(...args: Parameters<typeof renderChat>) {
  const view = renderChat(...args);
  await view.user.type(box(), "Refund?{Enter}");
  return view;
}

describe("the list of sources", () => {
  test("names each source and its host, and links to it", async () => {
    await ask(RUN);
    await screen.findByText(/Answer complete/);
    expect(items().map((item) => item.textContent)).toEqual([
      "Refund policy · shop.exampleWithin 30 days.",
      "Delivery · post.example",
      "Handbook",
    ]);
    const links = within(list()).getAllByRole("link");
    expect(links.map((link) => link.getAttribute("href"))).toEqual([
      "https://shop.example/refunds",
      "https://www.post.example/delivery",
    ]);
    expect(links[0]).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
    expect(links[0]).toHaveAttribute("referrerpolicy", "no-referrer");
  });

  test("a run without sources has no list", async () => {
    await ask([metadata(), ...answer("No [1].")]);
    await screen.findByText(/Answer complete/);
    expect(screen.queryByRole("region", { name: "Sources" })).toBeNull();
    expect(marks()).toEqual([]);
  });

  test("the list appears with the first words of the answer", async () => {
    const { server } = await ask([metadata(), event, hold(), ...answer(TEXT)]);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    expect(screen.queryByRole("region", { name: "Sources" })).toBeNull();
    server.release();
    await screen.findByRole("region", { name: "Sources" });
  });

  test("a new question removes the sources of the last one", async () => {
    const { user } = await ask((_request, index) =>
      index === 0 ? RUN : [metadata(), ...answer("No.")],
    );
    await screen.findByText(/Answer complete/);
    await user.type(box(), "Again?{Enter}");
    await screen.findByText("No.");
    expect(screen.queryByRole("region", { name: "Sources" })).toBeNull();
  });

  test("a source that the graph lists twice keeps both numbers", async () => {
    const [policy, delivery] = SOURCES;
    await ask(RUN, { getSources: () => [policy, delivery, policy] });
    await screen.findByText(/Answer complete/);
    expect(items().map((item) => item.getAttribute("data-numbers"))).toEqual(["1, 3", "2"]);
    expect(marks()).toEqual([
      "Source 1: Refund policy",
      "Source 2: Delivery",
      "Source 3: Refund policy",
    ]);
  });

  test("a title that pretends to be another host is followed by the real one", async () => {
    const source = { title: "bank.example/login", url: "https://evil.example/" };
    await ask(RUN, { getSources: () => [source, { url: "https://shop.example/a" }] });
    await screen.findByText(/Answer complete/);
    expect(items().map((item) => item.textContent)).toEqual([
      "bank.example/login · evil.example",
      "shop.example/a",
    ]);
  });
});

describe("marks in the answer", () => {
  test("lead to the sources of the list", async () => {
    const onLinkClicked = vi.fn();
    const { user } = await ask(RUN, { onLinkClicked });
    await screen.findByText(/Answer complete/);
    expect(marks()).toEqual([
      "Source 1: Refund policy",
      "Source 2: Delivery",
      "Source 3: Handbook",
    ]);
    await user.click(screen.getByRole("link", { name: "Source 2: Delivery" }));
    expect(items()[1]).toHaveFocus();
    expect(onLinkClicked).not.toHaveBeenCalled();
  });

  test("become links when the source comes after them", async () => {
    const { server } = await ask([
      metadata(),
      ...tokens(TEXT),
      hold(),
      custom({ type: "sources", sources: SOURCES }),
      update("answer", { messages: [aiMessage(TEXT, { id: "message-1" })] }),
    ]);
    await screen.findByText(/see \[4\]/);
    expect(marks()).toEqual([]);
    server.release();
    await screen.findByText(/Answer complete/);
    expect(marks()).toHaveLength(3);
  });

  test("lead to what a model's provider cites", async () => {
    const annotations = [{ type: "citation", title: "Refund policy", url: SOURCES[0]?.url }];
    const content = [{ type: "text", text: "Free [1].", annotations, index: 0 }];
    await ask([metadata(), delta(content), update("answer", { messages: [aiMessage(content)] })]);
    expect(await screen.findByRole("link", { name: "Source 1: Refund policy" })).toBeVisible();
  });
});

describe("a page's own getSources", () => {
  test("is reported once if it throws, and gives no sources", async () => {
    const report = vi.spyOn(console, "error").mockImplementation(() => {});
    const view = await ask(RUN, {
      getSources: () => {
        throw new Error("no documents");
      },
    });
    await screen.findByText(/Answer complete/);
    expect(screen.queryByRole("region", { name: "Sources" })).toBeNull();
    await view.user.type(box(), "Again?{Enter}");
    await vi.waitFor(() => expect(view.server.requests).toHaveLength(2));
    await screen.findByText(/Answer complete/);
    expect(report).toHaveBeenCalledExactlyOnceWith(
      "oneshot-chat: getSources failed; no sources are shown.",
      new Error("no documents"),
    );
    report.mockReset();
  });
});

test("only the sources become links, if the page wants it so", async () => {
  const text = "See [refunds](https://shop.example/refunds) or [this](https://evil.example/).";
  await ask([metadata(), event, ...answer(text)], { links: "sources" });
  await screen.findByText(/Answer complete/);
  const region = screen.getByRole("region", { name: "Answer" });
  expect(
    within(region)
      .getAllByRole("link")
      .map((link) => link.textContent),
  ).toEqual(["refunds"]);
  expect(region).toHaveTextContent("See refunds or this (https://evil.example/).");
});

test.each([
  ["OneShotChat", OneShotChat],
  ["FaqBot", FaqBot],
])("%s reports a mistake in links when the page loads", (_name, Chat) => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  render(<Chat apiUrl="https://assistant.test" assistantId="faq" links={["shop.example"]} />);
  expect(report).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("links holds"));
  report.mockReset();
});
