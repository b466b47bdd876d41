/** Axe on pages with the elements, through their shadow roots, in each state. */
import { createRequire } from "node:module";
import { completeRun, hold, metadata, runFailed, tokens, type Reply } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { ask, ASKS, BOT, CHAT, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, files, watched } = setUpEmbedPages();

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
/** What axe finds on the page, and in how many elements inside shadow roots it has looked. */
async function runAxe(page: Page) {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    const { violations, passes } = await window.axe.run({});
    // A target inside a shadow root is a list of selectors.
    const inShadow = passes
      .flatMap(({ nodes }) => nodes)
      .filter(({ target }) => Array.isArray(target[0]));
    return {
      violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`),
      inShadow: inShadow.length,
    };
  });
}

test.each([
  { what: "<oneshot-chat>", body: CHAT, colorScheme: "light" },
  { what: "<oneshot-chat>", body: CHAT, colorScheme: "dark" },
  { what: "<faq-bot>", body: BOT, colorScheme: "light" },
  { what: "<faq-bot>", body: BOT, colorScheme: "dark" },
] as const)(
  "axe finds nothing in $what with an answer in $colorScheme",
  async ({ body, colorScheme }) => {
    await serve(completeRun("We **open** at nine.\n\n- one\n- [two](https://a.example)"));
    const page = await open(
      `<style>:root { color-scheme: light dark }</style><main><h1>Shop</h1>${body}</main>${SCRIPT}`,
      { device: { colorScheme } },
    );
    if (body === BOT) await page.getByRole("button", { name: "Get help" }).click();
    await ask(page);
    await page.getByText("at nine").first().waitFor();
    const found = await runAxe(page);
    expect(found.violations).toEqual([]);
    expect(found.inShadow).toBeGreaterThan(20);
  },
);

const STATES: readonly {
  state: string;
  body: string;
  reply: Reply;
  reach: (page: Page) => Promise<void>;
}[] = [
  {
    state: "only the button is loaded",
    body: BOT,
    reply: [],
    reach: (page) => page.getByRole("button", { name: "Get help" }).waitFor(),
  },
  {
    state: "the visitor is asked to agree",
    body: CHAT.replace("heading", `consent-text="It goes to a model." heading`),
    reply: [],
    reach: ask,
  },
  {
    state: "a run goes on",
    body: CHAT,
    reply: [metadata(), ...tokens("We open"), hold()],
    async reach(page) {
      await ask(page);
      await page.getByText("We open").waitFor();
    },
  },
  {
    state: "a run has failed",
    body: `<oneshot-chat ${ASKS} heading="Questions?"><a slot="contact" href="/c">Write to us</a></oneshot-chat>`,
    reply: [metadata(), runFailed("boom")],
    async reach(page) {
      await ask(page);
      await page.getByRole("alert").waitFor();
    },
  },
  {
    state: "the chat could not be loaded",
    body: BOT,
    reply: [],
    async reach(page) {
      files.failing.add(/^app-/);
      watched().expectConsole(/the chat's script could not be loaded/);
      await page.getByRole("button", { name: "Get help" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
];

test.each(STATES)("axe finds nothing while $state", async ({ body, reply, reach }) => {
  await serve(reply);
  const page = await open(`<main><h1>Shop</h1>${body}</main>${SCRIPT}`);
  await reach(page);
  const { violations, inShadow } = await runAxe(page);
  expect(violations).toEqual([]);
  expect(inShadow).toBeGreaterThan(3);
});
