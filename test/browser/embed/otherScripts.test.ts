/** Elements that other scripts of the page fill: React 19, which sets properties once the chat is loaded, and modules with words. */
import { build } from "esbuild";
import { completeRun } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { beforeAll, expect, test } from "vitest";
import { de } from "../../../src/components/labels/de.js";
import { ROOT } from "../../package/built.js";
import { ASKS, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, server } = setUpEmbedPages();

/** A script that renders `<oneshot-chat>` with React, for as often as the test calls `show(attributes)`. */
let reactPage = "";
beforeAll(async () => {
  const built = await build({
    stdin: {
      contents: `import { createElement } from "react";
        import { createRoot } from "react-dom/client";
        const root = createRoot(document.querySelector("main"));
        window.show = (attributes) => root.render(createElement("oneshot-chat", attributes));`,
      resolveDir: ROOT,
    },
    bundle: true,
    write: false,
    format: "iife",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  reactPage = built.outputFiles[0]?.text ?? "";
}, 60_000);

/** Renders the chat with these attributes. */
async function show(page: Page, attributes: Record<string, unknown>): Promise<void> {
  const all = { "api-url": server().url, "assistant-id": "faq", ...attributes };
  await page.evaluate(
    (given) => (Reflect.get(window, "show") as (all: object) => void)(given),
    all,
  );
}

test("React 19 changes lists, flags and words of a loaded chat with the same texts as in its first render", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(`${SCRIPT}<main></main>`);
  await page.addScriptTag({ content: reactPage });
  const note = page.getByText("Each question is answered on its own.");
  await show(page, { suggestions: '["One?"]', labels: '{"ask": "Go"}', note: "false" });
  await page.getByRole("button", { name: "One?" }).waitFor();
  expect(await note.count()).toBe(0);

  await show(page, { suggestions: '["Three?"]', labels: '{"ask": "Send"}', note: "" });
  await page.getByRole("button", { name: "Three?" }).waitFor();
  await page.getByRole("button", { name: "Send" }).waitFor();
  await note.waitFor();
  // The list has one question, and not one for each letter.
  expect(await page.getByRole("list", { name: "Suggestions" }).getByRole("button").count()).toBe(1);

  await show(page, { note: "false", labels: '{"ask": "Send"}', links: "sources" });
  await note.waitFor({ state: "detached" });
  await page.getByRole("textbox").fill("When?");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("We open at nine.").first().waitFor();
});

test("words of another language that a module sets are shown in place of the English ones", async () => {
  await serve(completeRun("Um neun."));
  const page = await open(`${SCRIPT}<oneshot-chat ${ASKS}></oneshot-chat>`);
  await page.getByRole("textbox", { name: "Your question" }).waitFor();
  await page.evaluate(
    (labels) => Object.assign(document.querySelector("oneshot-chat")!, { labels }),
    de,
  );
  await page.getByRole("textbox", { name: de.question! }).fill("Wann?");
  await page.getByRole("button", { name: de.ask!, exact: true }).click();
  await page.getByText("Um neun.").first().waitFor();
  expect(await page.getByRole("textbox", { name: "Your question" }).count()).toBe(0);
});
