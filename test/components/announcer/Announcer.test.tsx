/** What a screen reader says. A virtual one reads the page's live regions. */
import { virtual } from "@guidepup/virtual-screen-reader";
import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toPlainText } from "../../../src/markdown/index.js";
import {
  answer,
  hold,
  joined,
  metadata,
  pause,
  runFailed,
  tokens,
} from "../../../src/testing/index.js";
import { box, button, renderChat } from "../renderChat.js";

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});

afterEach(async () => {
  await virtual.stop();
  vi.useRealTimers();
});

/** Asks a question while the virtual screen reader listens. */
async function askAloud(...given: Parameters<typeof renderChat>) {
  const chat = renderChat(...given);
  await chat.user.type(box(), "Refund?");
  await virtual.start({ container: document.body });
  await chat.user.keyboard("{Enter}");
  return chat;
}

/** Alerts as they come onto the page. The virtual screen reader does not know that browsers say them then. */
function watchAlerts(): string[] {
  const alerts: string[] = [];
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof Element)
          for (const alert of node.querySelectorAll("[role=alert]")) alerts.push(alert.textContent);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return alerts;
}

/** What the live regions have said, without the moments at which they were emptied. */
async function heard(): Promise<string[]> {
  const log = await virtual.spokenPhraseLog();
  return log.filter((phrase) => /^(polite|assertive): ./.test(phrase));
}

async function wait(ms: number) {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

test("what became of the feedback is said once, by the announcer", async () => {
  const { user } = await askAloud(answer("Yes."), { onFeedback: () => {} });
  await user.click(await screen.findByRole("button", { name: "Helpful" }));
  await wait(100);
  const thanks = "polite: Thank you for your feedback.";
  expect((await heard()).filter((phrase) => phrase.includes("Thank you"))).toEqual([thanks]);
  await user.click(button("Not helpful"));
  await user.click(button("Send"));
  await wait(100);
  expect((await heard()).filter((phrase) => phrase.includes("Thank you"))).toEqual([
    thanks,
    thanks,
  ]);
  // It is not there for a reader who comes later.
  await wait(11_000);
  expect(screen.getByRole("status")).toHaveTextContent("");
});

test("200 tokens at 40 a second are said in at most 8 announcements, and they are the answer", async () => {
  const sentences = Array.from({ length: 40 }, (_, at) => `Sentence ${at} says more.`);
  const [first, second] = [sentences.slice(0, 20), sentences.slice(20)];
  const text = `**${first.join(" ")}**\n\n- ${second.join("\n- ")}`;
  const pieces = text.match(new RegExp(`[^]{1,${Math.ceil(text.length / 200)}}`, "g")) ?? [];
  expect(pieces.length).toBeGreaterThan(150);
  const chunks = Array.from({ length: 25 }, (_, at) => pieces.slice(at * 8, at * 8 + 8));
  const stream = chunks.flatMap((chunk) => [
    pause(200),
    joined(...chunk.flatMap((piece) => tokens(piece))),
  ]);

  await askAloud([metadata(), ...stream, ...answer(text)]);
  await wait(900);
  expect(await heard()).toEqual(["polite: Answering"]);
  await wait(6_000);
  const said = await heard();
  expect(said.length).toBeLessThanOrEqual(8);
  expect(said.length).toBeGreaterThan(2);
  expect(new Set(said).size).toBe(said.length);
  expect(said.at(-1)).toMatch(/ Answer complete$/);
  const words = said.slice(1).map((phrase) => phrase.replace(/^polite: | Answer complete$/g, ""));
  expect(words.join(" ")).toBe(toPlainText(text).replace(/\s+/g, " "));
}, 30_000);

test("a run that is stopped is said to be stopped once, before the rest of its words", async () => {
  const { user } = await askAloud([metadata(), ...tokens("First part"), hold()]);
  await screen.findByText("First part");
  await user.click(button("Stop"));
  await wait(60_000);
  expect(await heard()).toEqual(["polite: Answering", "polite: Stopped. First part"]);
});

test("an error is one alert, and only the words that came before it are said besides", async () => {
  const alerts = watchAlerts();
  await askAloud([metadata(), ...tokens("Half an"), runFailed("boom")]);
  await screen.findByRole("alert");
  await wait(60_000);
  expect(alerts).toEqual([expect.stringContaining("ran into a problem")]);
  expect(await heard()).toEqual(["polite: Answering", "polite: Half an"]);
});

test("a busy server's countdown is said when it begins and when it is over, and not every second", async () => {
  const alerts = watchAlerts();
  await askAloud({ status: 429, headers: { "retry-after": "20" } });
  await screen.findByRole("alert");
  await wait(60_000);
  expect(alerts).toEqual([expect.stringContaining("busy")]);
  expect(await heard()).toEqual([
    "polite: Answering",
    "polite: Try again in 20 s",
    "polite: You can try again now.",
  ]);
});

test("a slow run is said to be slow once", async () => {
  const { server } = await askAloud([metadata(), hold(), ...answer("Yes.")]);
  await wait(40_000);
  server.release();
  await screen.findByText("Yes.");
  await wait(100);
  expect(await heard()).toEqual([
    "polite: Answering",
    "polite: Still working. This is taking longer than usual.",
    "polite: Yes. Answer complete",
  ]);
});

test("the live region is on the page before the first question, and empty", () => {
  renderChat([]);
  expect(screen.getByRole("status")).toBeEmptyDOMElement();
});
