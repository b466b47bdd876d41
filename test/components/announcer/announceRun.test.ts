import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toPlainText } from "../../../src/markdown/index.js";
import { LABELS, Player, ended, oneLine, runError, type End } from "./playRun.js";

const PENDING = { status: "pending", answer: "", isSlow: false, error: undefined } as const;

/** Streams a text in equal steps of time, and ends the run. */
function stream(text: string, { tokens = 200, tokensPerSecond = 40, end = "success" as End } = {}) {
  const player = new Player();
  player.hear(PENDING);
  for (let token = 1; token <= tokens; token += 1) {
    player.wait(1000 / tokensPerSecond);
    const answer = text.slice(0, Math.ceil((text.length * token) / tokens));
    player.hear({ status: "streaming", answer });
  }
  player.hear(ended(end, text));
  player.wait(60_000);
  return player;
}

const SENTENCES = Array.from({ length: 16 }, (_, at) => `Sentence ${at} has seven words in it.`);
const PROSE = SENTENCES.join(" ");

const MARKDOWN = `# Refunds. Really

**You can send it back. It is free.** Use *the label* and [our form](https://shop.test/a.b?c=1).

1. **Pack it.** Use the box.
2. Send it to:
   - the shop. Or
   - the depot

| Plan | Price |
|---|---|
| Basic. A | 5 € |
| Pro | 9 € |

\`\`\`js
const days = 30.;

refund(days); // Done. Yes
\`\`\`

> Quoted. Twice.

It takes three days [1]. See also [2][3]. Thanks!`;

describe("a run that succeeds", () => {
  test("says Answering at once, then new whole sentences every two seconds, then the rest", () => {
    const { said } = stream(PROSE);
    expect(said.map(({ atMs }) => atMs)).toEqual([0, 2000, 4000, 5000, 15_000]);
    expect(said[0]?.text).toBe("Answering");
    expect(said[1]?.text).toBe(SENTENCES.slice(0, 6).join(" "));
    expect(said[2]?.text).toBe(SENTENCES.slice(6, 12).join(" "));
    expect(said[3]?.text).toBe(`${SENTENCES.slice(12).join(" ")}\nAnswer complete`);
  });

  test("empties the region ten seconds later, so that the page does not hold the words twice", () => {
    expect(stream(PROSE).said.at(-1)).toEqual({ atMs: 15_000, text: "" });
  });

  test("says later sentences every five seconds", () => {
    const { said } = stream(PROSE.repeat(5), { tokens: 1000 });
    expect(said.map(({ atMs }) => atMs / 1000)).toEqual([0, 2, 4, 6, 8, 13, 18, 23, 25, 35]);
  });

  test("with 200 tokens at 40 a second, needs at most 8 announcements, and they are the answer", () => {
    for (const text of [PROSE, MARKDOWN]) {
      const player = stream(text);
      expect(player.texts.length).toBeLessThanOrEqual(8);
      expect(player.words).toBe(oneLine(toPlainText(text)));
      expect(player.texts).not.toContainEqual(expect.stringContaining(LABELS.answerChanged));
    }
  });

  test("says a short answer at once", () => {
    expect(stream("Yes.", { tokens: 1 }).texts).toEqual(["Answering", "Yes.\nAnswer complete"]);
  });

  test("says only whole sentences, items, rows and pieces of code before the end", () => {
    const batches = stream(MARKDOWN, { tokens: 400, tokensPerSecond: 20 }).texts.slice(1, -1);
    expect(batches.map((text) => text.split("\n").at(-1))).toEqual([
      "Refunds. Really",
      "You can send it back. It is free.",
      "1. Pack it. Use the box.",
      "   - the shop. Or",
      "const days = 30.;",
      "It takes three days [1]. See also [2][3].",
    ]);
  });

  test("gives each cell of a table a line, because voices pause there", () => {
    const { texts } = stream("|Plan|Price|\n|-|-|\n|Basic|5 €|", { tokens: 1 });
    expect(texts[1]).toBe("Plan\nPrice\nBasic\n5 €\nAnswer complete");
  });
});

describe("an answer that changes", () => {
  test("is said again from its start if the graph replaces its message", () => {
    const player = new Player();
    player.hear(PENDING);
    player.hear({ status: "streaming", answer: "Let me look. It may take a while" });
    player.wait(2_000);
    player.hear({ answer: "It costs 5 €. That is all" });
    player.wait(2_000);
    player.hear(ended("success", "It costs 5 €. That is all."));
    expect(player.texts.slice(1)).toEqual([
      "Let me look.",
      "CHANGED\nIt costs 5 €.",
      "That is all.\nAnswer complete",
    ]);
  });

  test("is said again if the final answer has other words than the streamed one", () => {
    const player = new Player();
    player.hear(PENDING);
    player.hear({ status: "streaming", answer: "One is so. Two is so. And" });
    player.wait(2_000);
    player.hear(ended("success", "One was so. Two is so."));
    expect(player.texts.at(-1)).toBe("CHANGED\nOne was so. Two is so.\nAnswer complete");
    expect(player.words).toBe("One was so. Two is so.");
  });

  test("is not said again if only spaces differ", () => {
    const player = new Player();
    player.hear(PENDING);
    player.hear({ status: "streaming", answer: "- one\n- two\n- three" });
    player.wait(2_000);
    player.hear(ended("success", "- one\n\n- two\n\n- three"));
    expect(player.texts.slice(1)).toEqual(["- one\n- two", "- three\nAnswer complete"]);
  });

  test("waits with a long emphasis until it is closed", () => {
    const long = PROSE.repeat(2);
    const { texts, words } = stream(`It is free. **${long}** Bye.`, { tokens: 400 });
    expect(texts.slice(1, -1).join(" ")).toMatch(/^It is free\./);
    expect(texts.join()).not.toMatch(/\*\*|CHANGED/);
    expect(words).toBe(oneLine(`It is free. ${long} Bye.`));
  });

  test("waits with a footnote until its definition is known", () => {
    const text = "It is free. See this.[^1] It is so. Yes indeed.\n\n[^1]: Not on Sundays.";
    const { texts, words } = stream(text);
    expect(texts[1]).toBe("It is free.");
    expect(texts.join()).not.toMatch(/\[\^1|CHANGED/);
    expect(words).toBe(oneLine(toPlainText(text)));
  });
});

describe("a run that does not succeed", () => {
  test("says Stopped once and then the rest", () => {
    const { texts } = stream("One is so. Two", { tokens: 4, end: "stopped" });
    expect(texts).toEqual(["Answering", "Stopped.\nOne is so. Two"]);
  });

  test("says the rest after an error, and leaves the error to its alert", () => {
    const { texts } = stream("One is so. Two", { tokens: 4, end: "error" });
    expect(texts).toEqual(["Answering", "One is so. Two"]);
  });

  test("says once how long to wait, and once that the time is over", () => {
    const player = new Player();
    player.hear(PENDING);
    const error = runError("rate_limited", { retryAfterMs: 6_500 });
    player.hear({ status: "error", error });
    player.wait(60_000);
    expect(player.said).toEqual([
      { atMs: 0, text: "Answering" },
      { atMs: 0, text: "WAIT 7" },
      { atMs: 6_500, text: LABELS.canTryAgain },
      { atMs: 16_500, text: "" },
    ]);
  });

  test("does not say early that a wait of many weeks is over", () => {
    const player = new Player();
    player.hear(PENDING);
    player.hear({ status: "error", error: runError("rate_limited", { retryAfterMs: 2 ** 40 }) });
    player.wait(20 * 24 * 3_600_000);
    expect(player.texts).toHaveLength(2);
  });

  test("says once that it is slow, however often it gets slow", () => {
    const player = new Player();
    player.hear(PENDING);
    for (const isSlow of [true, true, false, true]) {
      player.wait(10_000);
      player.hear({ isSlow });
    }
    expect(player.texts).toEqual(["Answering", LABELS.slow]);
  });
});

describe("from one question to the next", () => {
  test("each run begins anew, also one that replaces a run that streams", () => {
    const player = stream(PROSE);
    for (let round = 0; round < 2; round += 1) {
      player.hear(PENDING);
      player.hear({ status: "streaming", answer: "One is so. Two" });
      player.wait(2_000);
    }
    expect(player.texts.slice(-4)).toEqual(["Answering", "One is so.", "Answering", "One is so."]);
  });

  test("a run that had ended before the announcer came is not announced", () => {
    const player = new Player();
    player.hear(ended("success", "Yes."));
    player.wait(60_000);
    expect(player.said).toEqual([]);
  });

  test("a reset empties the region and ends the timers", () => {
    const player = new Player();
    player.hear(PENDING);
    player.hear({ status: "idle" });
    player.wait(60_000);
    expect(player.said.at(-1)).toEqual({ atMs: 0, text: "" });
    expect(player.texts).toEqual(["Answering"]);
  });

  test("an announcer that is closed has no timer", () => {
    const player = new Player();
    player.hear(PENDING);
    player.close();
    expect(player.timers).toBe(0);
  });
});

/** Pieces that make Markdown read differently while it grows. */
const PIECES = [
  ..."*_`~[]()|#>-!\n\n\n  .?。",
  ..." One was so. Two! Three? e.g. 1. $ äß 你好。再见。 سلام؟ Zürich".split(/(?<= )/),
  "**bold. More** ",
  "\n\n```js\nlet a. B\n\nc()\n```\n\n",
  "\n| a. B | c |\n|---|---|\n| d | e. F |\n",
  "\n1. one. Two\n2. three\n\n",
  "[link. Here](https://a.test)",
  "[^1]",
  "\n[^1]: note. More\n",
  "[text][ref]",
  "\n[ref]: https://b.test\n",
  "<b>&amp;",
];

test("any answer, in any pieces and with any end, is announced whole and in few batches", () => {
  const answers = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 });
  const moments = fc.array(fc.record({ chars: fc.nat(80), waitMs: fc.nat(3_000) }), {
    maxLength: 40,
  });
  const ends = fc.constantFrom<End>("success", "stopped", "error");
  fc.assert(
    fc.property(answers, answers, fc.nat(9), moments, ends, (pieces, others, dice, steps, end) => {
      const player = new Player();
      const streamed = pieces.join("");
      player.hear(PENDING);
      let read = 0;
      let atMs = 0;
      for (const { chars, waitMs } of steps) {
        read += chars;
        player.hear({ status: "streaming", answer: streamed.slice(0, read) });
        player.wait(waitMs);
        atMs += waitMs;
      }
      // Most runs end with the streamed answer. Some end with another one.
      const final = dice === 0 ? others.join("") : streamed;
      player.hear(ended(end, final));
      expect(withoutSpaces(player.words)).toBe(withoutSpaces(toPlainText(final)));
      // The last one says the end.
      const batches = player.texts.length - 2;
      expect(batches).toBeLessThanOrEqual(
        Math.min(atMs / 2_000, 4 + Math.max(atMs - 8_000, 0) / 5_000),
      );
    }),
    { numRuns: 500 },
  );
});

/** Sentences in Chinese have no space between them, and announcements do. */
function withoutSpaces(text: string): string {
  return text.replace(/\s/g, "");
}
