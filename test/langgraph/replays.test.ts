import { expect, test } from "vitest";
import { createReplayFilter } from "../../src/langgraph/replays.js";

const filter = (...ids: readonly (string | undefined)[]) => ids.map(createReplayFilter());

test("a part is a repeat where its id returns after another one", () => {
  expect(filter("1", "2", "1", "2", "3")).toEqual([false, false, true, true, false]);
});

test("parts in a row that share an id are no repeats, because events without an id get the last one's", () => {
  expect(filter("1", "1", "2", "2", "1", "1")).toEqual([false, false, false, false, true, true]);
});

test("parts without an id are never repeats", () => {
  expect(filter(undefined, undefined, "1", undefined, "1")).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});
