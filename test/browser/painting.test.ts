/** The page commits once a frame, and the browser paints only the blocks in sight. */
import { completeRun } from "oneshot-chat/testing";
import { expect, test } from "vitest";
import { chatOf, eventually } from "./chatsPage.js";
import { setUpScriptedChats } from "./scriptedChats.js";

const { serve, open, show } = setUpScriptedChats({ bfcache: false });

/** Opens a page with a chat that shows this answer. */
async function openAnswered(answer: string) {
  await serve(completeRun(answer));
  const page = await open();
  await show();
  const chat = chatOf(page);
  await chat.ask("And then?");
  await chat.waitForStatus("success");
  return { page, chat };
}

test("a fast stream causes at most one React commit in each frame, and shows while it comes", async () => {
  const words = Array.from({ length: 3_000 }, (_, at) => `word-${at}`).join(" ");
  await serve(completeRun(words));
  const page = await open();
  await show();
  await chatOf(page).waitForStatus("idle");
  const { commits, frames, ms, answer } = await page.evaluate(async () => {
    const startedAt = performance.now();
    const committed = window.chats.commits("chat");
    let painted = 0;
    let isOver = false;
    requestAnimationFrame(function count() {
      painted += 1;
      if (!isOver) requestAnimationFrame(count);
    });
    const run = await window.chats.run("chat").submit("Refund?");
    isOver = true;
    return {
      commits: window.chats.commits("chat") - committed,
      frames: painted,
      ms: performance.now() - startedAt,
      answer: run.answer,
    };
  });
  console.log(`3000 tokens in ${ms.toFixed(0)} ms: ${commits} commits, ${frames} frames`);
  expect(answer).toBe(words);
  // React commits the submit at once, and a frame may have started before the count began.
  expect(commits).toBeLessThanOrEqual(frames + 2);
  expect(commits).toBeGreaterThan(3);
});

test("the browser does not paint blocks out of sight, but search, selection, screen readers and focus reach them", async () => {
  const sections = Array.from(
    { length: 60 },
    (_, at) => `## Rule ${at}\n\nThe words of it.\n\n- [where rule ${at} is](https://a.test/${at})`,
  );
  const { page, chat } = await openAnswered(sections.join("\n\n"));
  const last = chat.answer.getByRole("link", { name: "where rule 59 is" });
  const isPainted = () =>
    last.evaluate((link) => link.checkVisibility({ contentVisibilityAuto: true }));
  expect(await isPainted()).toBe(false);

  const isFound = await page.evaluate(() =>
    (window as { find?(text: string): boolean }).find?.("rule 58"),
  );
  expect(isFound).toBe(true);
  const selected = await chat.answer.evaluate((answer) => {
    getSelection()?.selectAllChildren(answer);
    return String(getSelection());
  });
  expect(selected).toContain("where rule 59 is");
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  const names = nodes.filter(({ ignored }) => !ignored).map(({ name }) => String(name?.value));
  expect(names).toEqual(expect.arrayContaining(["Rule 59", "where rule 59 is"]));

  // The search has scrolled to the found text, and the browser paints selected text. Undo both.
  await page.evaluate(() => {
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  });
  await eventually(isPainted).toBe(false);

  const paintAll = (value: string) =>
    page.evaluate(
      (given) => document.documentElement.style.setProperty("--osc-out-of-sight", given),
      value,
    );
  await paintAll("visible");
  await eventually(isPainted).toBe(true);
  await paintAll("");
  await eventually(isPainted).toBe(false);

  await last.focus();
  await eventually(isPainted).toBe(true);
  expect(await last.evaluate((link) => link.getBoundingClientRect().bottom)).toBeLessThanOrEqual(
    await page.evaluate(() => innerHeight),
  );
});

test("long code is split into many boxes, and a selection copies it as one text", async () => {
  const lines = Array.from({ length: 900 }, (_, at) => (at % 9 === 0 ? "" : `let line${at};`));
  const code = lines.join("\n");
  const { chat } = await openAnswered(`\`\`\`js\n${code}\n\`\`\`\n`);
  const shown = await chat.answer.getByRole("code").evaluate((element) => {
    getSelection()?.selectAllChildren(element);
    const linePx = Number.parseFloat(getComputedStyle(element).lineHeight);
    return {
      boxes: element.childElementCount,
      selected: String(getSelection()),
      lines: Math.round(element.getBoundingClientRect().height / linePx),
      text: element.textContent,
    };
  });
  expect(shown.boxes).toBeGreaterThan(2);
  expect(shown.text.trimEnd()).toBe(code);
  expect(shown.selected.trimEnd()).toBe(code);
  expect(shown.lines).toBe(lines.length);
});
