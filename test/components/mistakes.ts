/** Mistakes that pages make in the set-up, and the sentence that developers read about each. */
import { vi } from "vitest";
import { FaqBot, OneShotChat, type OneShotChatProps } from "../../src/index.js";
import { completeRun, createScriptedServer } from "../../src/testing/index.js";

const IMAGE = "![the label](https://shop.test/label.png)";

/** The props that a chat needs, with the mistake among them. The assertion is needed because types refuse most mistakes. */
export function propsWith(mistake: object) {
  const server = createScriptedServer(completeRun(`A label: ${IMAGE}`));
  const right = { apiUrl: "https://assistant.test", assistantId: "faq", fetch: server.fetch };
  return { server, props: { ...right, ...mistake } as unknown as OneShotChatProps };
}

/** Silences the console and counts what reaches `console.error`. Development builds also warn on each submit. */
export function watchConsole() {
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  return {
    error,
    warn,
    /** Call it at the end: the console guard fails a test with logged lines. */
    accept() {
      error.mockClear();
      warn.mockClear();
    },
  };
}

const COMPONENTS = [
  ["OneShotChat", OneShotChat],
  ["FaqBot", FaqBot],
] as const;

const MISTAKES: readonly [string, object, RegExp][] = [
  ["an undefined apiUrl", { apiUrl: undefined }, /Neither apiUrl nor client is given; pass apiUrl/],
  ["null for a client", { apiUrl: undefined, client: null, fetch: undefined }, /Neither apiUrl/],
  ["an empty apiUrl", { apiUrl: "" }, /apiUrl is empty; pass the address/],
  ["an undefined assistantId", { assistantId: undefined }, /assistantId is empty; pass/],
  ["an empty assistantId", { assistantId: " " }, /assistantId is empty; pass/],
];

export const CASES = COMPONENTS.flatMap(([name, Component]) =>
  MISTAKES.map(([mistake, props, fix]) => ({ name, Component, mistake, props, fix })),
);

export const PREFIX_CASES = COMPONENTS.flatMap(([name, Component]) => [
  { name, Component, mistake: "an address without a scheme", prefixes: ["shop.test/images"] },
  { name, Component, mistake: "an undefined entry", prefixes: [undefined] },
  { name, Component, mistake: "a text instead of a list", prefixes: "https://shop.test/" },
]);
