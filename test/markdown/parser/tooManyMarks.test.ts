/** A text with too many open marks is shown as plain text, piece by piece. */
import { expect, test } from "vitest";
import { outline } from "./outline.js";

/** Brackets that never close take the parser past every cut that it makes by force. */
const OPEN_BRACKETS = "[x ".repeat(6_000);

test("nothing of it is lost, and marks after it are characters", () => {
  const text = `${OPEN_BRACKETS}**the** end`;
  expect(outline(text)).toBe(`p(${text})`);
});
