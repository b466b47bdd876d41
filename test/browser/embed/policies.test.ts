/** Strict policies: the built files need no eval, no inline style and no trusted types policy, and ask for no more than they say. */
import { completeRun, hold, metadata, tokens } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { ASKS, setUpEmbedPages } from "./embedPages.js";

const { serve, open, files, server, watched, reports, readBuilt } = setUpEmbedPages();

const CHAT = `<oneshot-chat ${ASKS} heading="Questions?" consent-text="It goes to a model."></oneshot-chat>`;
const BOT = `<faq-bot ${ASKS} heading="Help" suggestions='["When?"]' shortcut="/" offset="30" feedback></faq-bot>`;
const POLICY =
  "default-src 'none'; style-src 'nonce-page'; connect-src API; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; report-uri /reports";

/** Opens the bot, asks, stops a run and rates an answer, so that every part has been on the page. */
async function useEverything(page: Page): Promise<void> {
  const chatBox = page.getByRole("textbox", { name: "Your question" }).first();
  await chatBox.fill("When?");
  await chatBox.press("Enter");
  await page.getByRole("button", { name: "Agree and continue" }).click();
  await page.getByText("We open").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("Stopped.").first().waitFor();
  await page.getByRole("button", { name: "Get help" }).click();
  const panel = page.getByRole("dialog", { name: "Help" });
  await panel.getByRole("button", { name: "When?" }).click();
  await panel.getByRole("cell", { name: "at nine" }).waitFor();
  await panel.getByRole("button", { name: "Not helpful" }).click();
  await panel.getByRole("button", { name: "Send" }).click();
}

/** Shows that the browser reports what this page breaks, so that no report means no violation. */
async function breakPolicy(page: Page): Promise<void> {
  await page.evaluate(() => {
    const style = document.createElement("style");
    style.textContent = "body { color: red }";
    document.body.append(style);
  });
  await expect.poll(() => reports).toEqual(["style-src-elem inline"]);
  // The console tells of the same violation.
  watched().problems.length = 0;
}

const serveRuns = () =>
  serve((run) =>
    run === 0
      ? [metadata(), ...tokens("We open"), hold()]
      : completeRun("| **We open** |\n|---|\n| at nine |\n\n```js\nlet a = 1;\n```"),
  );

test.each(["embed.js", "embed.bundle.js"])(
  "%s works under a strict policy with a nonce and trusted types, and the browser reports nothing",
  async (file) => {
    await serveRuns();
    const page = await open(
      `<script type="module" nonce="page" src="/built/${file}"></script>${CHAT}${BOT}`,
      { headers: { "content-security-policy": `${POLICY}; script-src 'nonce-page'` } },
    );
    await useEverything(page);
    expect(reports).toEqual([]);
    await breakPolicy(page);
  },
);

test("the single file works under a policy that names its hash, and the browser reports nothing", async () => {
  await serveRuns();
  const integrity = JSON.parse(readBuilt("integrity.json")) as Record<string, string>;
  const hash = integrity["embed.bundle.js"];
  const page = await open(
    `<script type="module" src="/built/embed.bundle.js" integrity="${hash}" crossorigin></script>${CHAT}${BOT}`,
    { headers: { "content-security-policy": `${POLICY}; script-src '${hash}'` } },
  );
  await useEverything(page);
  expect(files.requested).toEqual(["embed.bundle.js"]);
  expect(reports).toEqual([]);
  await breakPolicy(page);
});

test("the page requests its script, one file of ours and the API, and nothing else", async () => {
  await serveRuns();
  const page = await open(`<script type="module" src="/built/embed.js"></script>${CHAT}${BOT}`, {
    head: `<link rel="icon" href="data:,">`,
  });
  await useEverything(page);
  const requested = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => name),
  );
  const { origin } = new URL(page.url());
  const kinds = requested.map((address) =>
    address.replace(`${server().url}/`, "API ").replace(origin, ""),
  );
  const others = kinds.filter((kind) => !/^API (runs|threads)\//.test(kind));
  expect(others).toEqual(["/built/embed.js", expect.stringMatching(/^\/built\/app-[\w-]+\.js$/)]);
  expect(kinds.filter((kind) => kind === "API runs/stream")).toHaveLength(2);
});
