import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchDeadlines } from "../../src/run/deadlines.js";
import { toSettings } from "../../src/run/settings.js";
import type { DeadlineOptions } from "../../src/run/types.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function start(options: DeadlineOptions = {}) {
  const settings = toSettings({ apiUrl: "https://assistant.test", assistantId: "faq", ...options });
  const heard: string[] = [];
  const deadlines = watchDeadlines(settings.deadlines, {
    onSlow: (isSlow) => heard.push(isSlow ? "slow" : "going on"),
    onTimeout: (phase) => {
      heard.push(phase);
      deadlines.clear();
    },
  });
  return { deadlines, heard };
}

test("no event at all: slow after 10 s, timed out after 60", () => {
  const { heard } = start();
  vi.advanceTimersByTime(9_999);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(["slow"]);
  vi.advanceTimersByTime(49_999);
  expect(heard).toEqual(["slow"]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(["slow", "first_event"]);
  vi.advanceTimersByTime(600_000);
  expect(heard).toHaveLength(2);
  expect(vi.getTimerCount()).toBe(0);
});

test("metadata counts as the first event, and not as progress", () => {
  const { deadlines, heard } = start();
  vi.advanceTimersByTime(5_000);
  deadlines.noteEvent(false);
  vi.advanceTimersByTime(5_000);
  expect(heard).toEqual(["slow"]);
  vi.advanceTimersByTime(54_999);
  expect(heard).toEqual(["slow"]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(["slow", "idle"]);
});

test("slow can come again in the middle of a run, and goes with the next event", () => {
  const { deadlines, heard } = start();
  deadlines.noteEvent(true);
  vi.advanceTimersByTime(10_000);
  deadlines.noteEvent(true);
  vi.advanceTimersByTime(9_000);
  deadlines.noteEvent(true);
  vi.advanceTimersByTime(9_999);
  expect(heard).toEqual(["slow", "going on"]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(["slow", "going on", "slow"]);
});

test("heartbeats hold off the idle deadline, but not the run's", () => {
  const { deadlines, heard } = start({ slowAfterMs: 0 });
  deadlines.noteEvent(false);
  for (let at = 0; at < 299; at += 1) {
    vi.advanceTimersByTime(1_000);
    deadlines.noteBytes();
  }
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(heard).toEqual(["run"]);
});

test("0 switches each one off, and then no timer runs", () => {
  const { heard } = start({
    slowAfterMs: 0,
    firstEventTimeoutMs: 0,
    idleTimeoutMs: 0,
    runTimeoutMs: 0,
  });
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(3_600_000);
  expect(heard).toEqual([]);
});

test("an idle deadline shorter than what is left counts from the first event", () => {
  const { deadlines, heard } = start({ idleTimeoutMs: 2_000 });
  vi.advanceTimersByTime(5_000);
  expect(heard).toEqual([]); // before the first event, its own deadline counts
  deadlines.noteEvent(false);
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual(["idle"]);
});

test("a changed clock does nothing", () => {
  const { heard } = start();
  vi.setSystemTime(Date.now() + 86_400_000);
  vi.advanceTimersByTime(9_999);
  expect(heard).toEqual([]);
});

test("after sleep, what had come meanwhile is read before the run is judged", () => {
  const { deadlines, heard } = start({ slowAfterMs: 0 });
  deadlines.noteEvent(true);
  // The machine sleeps: the time passes, the timer fires late.
  const now = vi.spyOn(performance, "now");
  const asleep = performance.now() + 600_000;
  now.mockReturnValue(asleep);
  vi.advanceTimersByTime(60_000);
  expect(heard).toEqual([]);
  deadlines.noteEvent(true); // was waiting in the socket
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual(["run"]); // the run's own deadline has passed all the same
  now.mockRestore();
});

test("a late timer with nothing to read times out after the grace", () => {
  const { deadlines, heard } = start({ slowAfterMs: 0, runTimeoutMs: 0 });
  deadlines.noteEvent(true);
  const now = vi.spyOn(performance, "now").mockReturnValue(performance.now() + 600_000);
  vi.advanceTimersByTime(61_999);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(["idle"]);
  now.mockRestore();
});
