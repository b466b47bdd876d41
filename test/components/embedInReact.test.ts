/**
 * The elements in JSX: React sets attributes while an element is new, and React 19 sets properties of the same text once
 * the chat is loaded.
 */
import { render } from "@testing-library/react";
import { createElement } from "react";
import { expect, test, vi } from "vitest";
import { createHostProperties } from "../../src/embed/app/createHostProperties.js";

const ASKS = { "api-url": "/ask", "assistant-id": "faq" };

test("attributes that a React component changes on a loaded element are read as attributes are", async () => {
  const bot = (attributes: object) => createElement("faq-bot", { ...ASKS, ...attributes });
  const first = { suggestions: '["One"]', note: "false", labels: '{"ask": "Go"}', mode: "wait" };
  const { container, rerender } = render(bot(first));
  const host = container.querySelector<HTMLElement>("faq-bot")!;
  const properties = createHostProperties(host, true, () => {});
  expect(properties.read()).toMatchObject({ suggestions: ["One"], note: false });

  rerender(bot({ suggestions: '["Three"]', note: "", labels: '{"ask": "Send"}', offset: 12 }));
  await Promise.resolve();
  expect(properties.read()).toMatchObject({
    suggestions: ["Three"],
    note: true,
    labels: { ask: "Send" },
    mode: undefined,
    offset: 12,
  });

  rerender(bot({ note: "false", links: "sources" }));
  await Promise.resolve();
  expect(properties.read()).toMatchObject({
    suggestions: undefined,
    note: false,
    links: "sources",
    mistake: undefined,
  });
  properties.close();
});

test("a text that is wrong in a later render gives one error", async () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  const bot = (suggestions: string) => createElement("faq-bot", { ...ASKS, suggestions });
  const { container, rerender } = render(bot('["One"]'));
  const host = container.querySelector<HTMLElement>("faq-bot")!;
  const properties = createHostProperties(host, true, () => {});
  rerender(bot("One"));
  await Promise.resolve();
  expect(error.mock.calls.splice(0)).toEqual([
    [expect.stringMatching(/suggestions="One" is no JSON list/)],
  ]);
  expect(properties.read().suggestions).toBeUndefined();
  properties.close();
});
