/** Numbers and times in the language of the page. */
import { expect, test } from "vitest";
import { formatNumber, formatSeconds } from "../../src/components/labels/format.js";

test.each([
  ["en", "12,345.6"],
  ["de", "12.345,6"],
  ["ar-EG", "١٢٬٣٤٥٫٦"],
  ["", "12345.6"],
  ["en_US", "12345.6"],
  ["!", "12345.6"],
  ["x".repeat(1000), "12345.6"],
])("in the language %j the number 12345.6 is written as %s", (language, written) => {
  expect(formatNumber(12345.6, language)).toBe(written);
});

test.each([
  ["en", "40%"],
  ["de", "40\u00a0%"],
  ["en_US", "40%"],
])("in the language %j a share is written as %s", (language, written) => {
  expect(formatNumber(0.4, language, { style: "percent" })).toBe(written);
});

test.each([
  [-5, "0,0"],
  [0, "0,0"],
  [49, "0,0"],
  [2449, "2,4"],
  [9949, "9,9"],
  [9950, "10"],
  [24_499, "24"],
  [3_600_000, "3.600"],
])("%i milliseconds are %s seconds in German", (durationMs, written) => {
  expect(formatSeconds(durationMs, "de")).toBe(written);
});

test("seconds survive a language that is no valid tag", () => {
  expect(formatSeconds(2400, "en_US")).toBe("2.4");
});
