/** `npm start` and `npm run start:python` print one line with an address and serve a page that answers. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPython } from "../../examples/python-faq/ensureVenv.mjs";
import { launchChromium, watch, type Watched } from "./harness.js";

const START = join(import.meta.dirname, "../../examples/faq-bot/start.mjs");
/** In CI the test runs even without Python, so that it fails with the demo's own message. */
const isPythonTested = Boolean(process.env.CI) || (await findPython()) !== undefined;

if (!isPythonTested)
  console.warn(
    "The tests of npm run start:python are skipped, because Python 3.11 or newer was not found.",
  );

const DEMOS = [
  { command: "npm start", args: [] },
  ...(isPythonTested ? [{ command: "npm run start:python", args: ["--python"] }] : []),
];

/** Reads the addresses that the demo prints, one after the other. */
async function* readAddresses({ stdout }: ChildProcess): AsyncGenerator<string, never> {
  if (!stdout) throw new Error("The demo has no output.");
  for await (const line of createInterface({ input: stdout })) {
    const address = /^(?:demo|without React): (http:\/\/localhost:\d+\/.*)$/.exec(line)?.[1];
    if (address) yield address;
  }
  throw new Error("The demo ended without printing its address.");
}

describe.each(DEMOS)("$command", ({ args }) => {
  let demo: ChildProcess;
  let addresses: ReturnType<typeof readAddresses>;
  let url: string;
  let browser: Browser;
  let page: Page;
  let watched: Watched;

  beforeAll(async () => {
    demo = spawn(process.execPath, [START, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, FAQ_BOT_MODEL: "extractive" },
    });
    addresses = readAddresses(demo);
    const [first, chromium] = await Promise.all([addresses.next(), launchChromium()]);
    url = first.value;
    browser = chromium;
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    watched = await watch(page);
    await page.goto(url);
  });

  afterAll(async () => {
    await browser?.close();
    if (demo?.exitCode === null) demo.kill("SIGKILL");
  });

  test("the page without React answers from the entries too", async () => {
    // The script is built after the first page is ready, and the address is printed after that.
    const { value: address } = await addresses.next();
    const embed = await browser.newPage();
    const { problems } = await watch(embed);
    await embed.goto(address);
    await embed.getByRole("button", { name: "How do I stop an answer?" }).click();
    await embed.getByRole("button", { name: "Copy" }).waitFor();
    expect(await embed.locator('[data-part="answer"]').innerText()).not.toBe("");
    expect(problems).toEqual([]);
    await embed.close();
  });

  test("the inline chat answers from the entries, with one POST and no thread", async () => {
    await page.getByRole("textbox", { name: "Your question" }).fill("How do I stop an answer?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page
      .getByRole("status")
      .filter({ hasText: "Answer complete" })
      .first()
      .waitFor({ state: "attached" });
    expect(await page.getByRole("region", { name: "Answer", exact: true }).innerText()).toMatch(
      /stop/i,
    );
    const sources = page.getByRole("navigation", { name: "Sources" });
    expect(await sources.getByRole("link").first().innerText()).toBe("How do I stop an answer?");
    expect(watched.calls()).toEqual(["POST /runs/stream"]);
    expect(watched.problems).toEqual([]);
  });

  test("the bot opens and answers, and Escape moves the focus back to its button", async () => {
    const launcher = page.getByRole("button", { name: "Get help" });
    await launcher.click();
    const panel = page.getByRole("dialog");
    await panel.getByRole("textbox", { name: "Your question" }).fill("Does it remember me?");
    await page.keyboard.press("Enter");
    await panel.getByRole("region", { name: "Answer", exact: true }).waitFor();
    await panel.getByText("Answer complete").first().waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    expect(await launcher.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(watched.runCalls()).toEqual(["POST /runs/stream", "POST /runs/stream"]);
    expect(watched.problems).toEqual([]);
  });

  test("a page 320 px wide does not scroll sideways", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

  test("Ctrl-C ends the demo with exit code 0 while an answer streams", async () => {
    await page.getByRole("textbox", { name: "Your question" }).fill("What do the statuses mean?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("button", { name: "Stop" }).waitFor();
    const exited = once(demo, "exit");
    demo.kill("SIGINT");
    expect(await exited).toEqual([0, null]);
    await expect(fetch(url)).rejects.toBeInstanceOf(TypeError);
  });
});
