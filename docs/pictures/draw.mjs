import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { chromium } from "playwright";
import sharp from "sharp";
import { findChromium } from "../../test/browser/findChromium.mjs";

const ROOT = join(import.meta.dirname, "../..");
const IMAGES = join(ROOT, "docs/images");
const QUESTION = "How do I stop an answer?";

/** Wide pictures show the page and the open panel, narrow ones a phone. */
const WIDE = { width: 1000, height: 640 };
const PHONE = { width: 390, height: 780 };

/** A frame stays for at least this time, because browsers slow down images with shorter ones. */
const SHORTEST_FRAME_MS = 40;
const LAST_FRAME_MS = 4000;

/** Pixels of a picture for one of the page, so that text is sharp on most screens. */
const SCALE = 1.5;

/** The height of Chromium's own bars, which count as a part of its window. */
const BARS_HEIGHT = 87;

const demo = await startDemo();
await movingPicture("faq-bot-moving.webp");
const browser = await launch();
try {
  for (const colorScheme of ["light", "dark"]) {
    await still(`faq-bot-${colorScheme}.webp`, { ...wide(), colorScheme }, askInPanel);
    await still(`inline-${colorScheme}.webp`, { ...wide(), colorScheme }, askInPage);
    await still(`phone-${colorScheme}.webp`, { ...phone(), colorScheme }, askInPanel);
    await still(`offline-${colorScheme}.webp`, { ...phone(), colorScheme }, askOffline);
  }
} finally {
  await browser.close();
  demo.kill();
}

function launch(...args) {
  return chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", ...args] });
}

function wide() {
  return { viewport: WIDE, deviceScaleFactor: SCALE };
}

function phone() {
  return { viewport: PHONE, deviceScaleFactor: SCALE };
}

/** @returns {Promise<import("node:child_process").ChildProcess & { url: string }>} the demo, ready to be opened */
async function startDemo() {
  const script = join(ROOT, "examples/faq-bot/start.mjs");
  // The pictures show the same answer on every machine, so they never use a model's key.
  const env = { ...process.env, FAQ_BOT_MODEL: "extractive" };
  const child = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  for await (const [chunk] of on(child.stdout)) {
    text += chunk;
    const url = /demo: (\S+)/.exec(text)?.[1];
    if (url) return Object.assign(child, { url });
  }
  throw new Error("The demo ended before it printed its address.");
}

/** Yields the chunks of a stream without closing it afterwards. */
async function* on(stream) {
  while (!stream.closed) yield await once(stream, "data");
}

async function open(options, from = browser) {
  const context = await from.newContext(options);
  const page = await context.newPage();
  await page.goto(demo.url);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

async function still(name, options, act) {
  const page = await open(options);
  await act(page);
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
  const { size } = await sharp(picture).webp({ quality: 88 }).toFile(join(IMAGES, name));
  console.log(`${name}: ${Math.round(size / 1024)} kB`);
  await page.context().close();
}

async function openPanel(page) {
  await page.getByRole("button", { name: "Get help" }).click();
  return page.getByRole("dialog").getByRole("textbox");
}

async function askInPanel(page) {
  const box = await openPanel(page);
  await box.fill(QUESTION);
  await box.press("Enter");
  await answered(page);
}

async function askInPage(page) {
  const box = page.getByRole("textbox").first();
  await box.fill(QUESTION);
  await box.press("Enter");
  await answered(page);
  await page.locator(".stage").evaluate((stage) => stage.scrollIntoView({ block: "start" }));
}

async function askOffline(page) {
  const box = await openPanel(page);
  await page.context().setOffline(true);
  await box.fill(QUESTION);
  await box.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Try again" }).waitFor();
}

async function answered(page) {
  const announcer = page.getByRole("status").filter({ hasText: "Answer complete" });
  await announcer.first().waitFor({ state: "attached" });
}

/** Films a question from the first key to the end of the answer. A frame stays as long as it did on the page. */
async function movingPicture(name) {
  // Chromium films with the scale of the whole browser, and not with that of a page.
  const cinema = await launch(
    `--force-device-scale-factor=${SCALE}`,
    `--window-size=${WIDE.width},${WIDE.height + BARS_HEIGHT}`,
  );
  const page = await open({ viewport: null, colorScheme: "light" }, cinema);
  const frames = [];
  const camera = await page.context().newCDPSession(page);
  camera.on("Page.screencastFrame", ({ data, metadata, sessionId }) => {
    frames.push({ picture: Buffer.from(data, "base64"), atMs: metadata.timestamp * 1000 });
    void camera.send("Page.screencastFrameAck", { sessionId });
  });
  const size = { maxWidth: WIDE.width * SCALE, maxHeight: WIDE.height * SCALE };
  await camera.send("Page.startScreencast", { format: "png", ...size });
  const box = await openPanel(page);
  await box.pressSequentially(QUESTION, { delay: 60 });
  await box.press("Enter");
  await answered(page);
  await camera.send("Page.stopScreencast");
  await cinema.close();
  await saveFilm(name, withoutShortFrames(frames));
}

/** Joins frames that came so soon after each other that a browser would slow the film down. */
function withoutShortFrames(frames) {
  const kept = [];
  for (const frame of frames) {
    const last = kept.at(-1);
    if (last && frame.atMs - last.atMs < SHORTEST_FRAME_MS) last.picture = frame.picture;
    else kept.push({ ...frame });
  }
  return kept;
}

async function saveFilm(name, frames) {
  const delay = frames.map((frame, at) => {
    const next = frames[at + 1];
    return next ? Math.round(next.atMs - frame.atMs) : LAST_FRAME_MS;
  });
  const pictures = frames.map((frame) => frame.picture);
  const { size, width } = await sharp(pictures, { join: { animated: true } })
    .webp({ delay, loop: 0, quality: 80, effort: 5, minSize: true })
    .toFile(join(IMAGES, name));
  console.log(`${name}: ${frames.length} frames, ${width} px wide, ${Math.round(size / 1024)} kB`);
}
