import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFramePacer, type FramePacer } from "../../src/run/framePacer.js";

const FRAME_MS = 16;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A pacer with a page that shows all the text that was read, as the store does. */
function start() {
  const onFrame = vi.fn(() => pacer.cancelFrame());
  const pacer: FramePacer = createFramePacer(onFrame);
  return { pacer, onFrame };
}

test("many requests before a frame are one frame", () => {
  const { pacer, onFrame } = start();
  for (let at = 0; at < 100; at += 1) pacer.requestFrame();
  vi.advanceTimersByTime(FRAME_MS);
  expect(onFrame).toHaveBeenCalledTimes(1);
  pacer.requestFrame();
  vi.advanceTimersByTime(FRAME_MS);
  expect(onFrame).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});

test("a frame that is cancelled does not come, and leaves no timer", () => {
  const { pacer, onFrame } = start();
  pacer.requestFrame();
  pacer.cancelFrame();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(onFrame).not.toHaveBeenCalled();
});

test("reading does not wait while no frame is asked for, however much was read", () => {
  expect(start().pacer.waitForRoom(1_000_000)).toBeUndefined();
});

test.each([
  ["nothing", 0, 4_096],
  ["a page", 4_096, 4_096 + 8_192],
  ["a long answer", 100_000, 100_000 + 16_384],
])("with %s on screen, reading waits past a limit that grows with it", (_name, shown, limit) => {
  const { pacer } = start();
  pacer.noteShown(shown);
  pacer.requestFrame();
  expect(pacer.waitForRoom(limit)).toBeUndefined();
  expect(pacer.waitForRoom(limit + 1)).toBeInstanceOf(Promise);
  pacer.cancelFrame();
});

test("a waiting reader goes on after the frame, in a task of its own", async () => {
  const { pacer, onFrame } = start();
  pacer.requestFrame();
  const readOn = vi.fn();
  void pacer.waitForRoom(5_000)?.then(readOn);
  vi.advanceTimersByTime(FRAME_MS);
  expect(onFrame).toHaveBeenCalledTimes(1);
  await Promise.resolve();
  expect(readOn).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(readOn).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("a waiting reader goes on where the frame is cancelled", async () => {
  const { pacer } = start();
  pacer.requestFrame();
  const readOn = vi.fn();
  void pacer.waitForRoom(5_000)?.then(readOn);
  pacer.cancelFrame();
  await vi.advanceTimersByTimeAsync(0);
  expect(readOn).toHaveBeenCalledTimes(1);
});

test("frames that take long show less text, but not too little, and quick frames show more again", async () => {
  let now = 0;
  let frameMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const pacer = createFramePacer(() => {
    pacer.cancelFrame();
    now += frameMs;
  });
  /** Reads until the reader has to wait, then shows a frame that takes so long. Returns how much was read. */
  const showFrame = async (ms: number) => {
    frameMs = ms;
    const shown = 100_000;
    pacer.noteShown(shown);
    pacer.requestFrame();
    let room = 2_048;
    while (pacer.waitForRoom(shown + room * 2) === undefined) room *= 2;
    await vi.advanceTimersByTimeAsync(FRAME_MS + 1);
    return room;
  };
  const rooms: number[] = [];
  for (const ms of [40, 40, 40, 16, 2, 2, 2, 2]) rooms.push(await showFrame(ms));
  expect(rooms).toEqual([16_384, 8_192, 4_096, 4_096, 4_096, 8_192, 16_384, 16_384]);
});

test("a run that ends while the reader waits says nothing about the speed of frames", async () => {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const { pacer } = start();
  pacer.noteShown(100_000);
  pacer.requestFrame();
  void pacer.waitForRoom(1_000_000);
  now = 1_000;
  pacer.cancelFrame();
  await vi.advanceTimersByTimeAsync(0);
  pacer.requestFrame();
  expect(pacer.waitForRoom(116_384)).toBeUndefined();
  pacer.cancelFrame();
});

test("reading never waits on a hidden page", () => {
  vi.stubGlobal("document", { hidden: true });
  const { pacer } = start();
  pacer.requestFrame();
  expect(pacer.waitForRoom(1_000_000)).toBeUndefined();
  vi.stubGlobal("document", { hidden: false });
  expect(pacer.waitForRoom(1_000_000)).toBeInstanceOf(Promise);
  pacer.cancelFrame();
});

test("the reader does not rest before the first words are on screen", () => {
  const { pacer } = start();
  expect(pacer.rest()).toBeUndefined();
  pacer.noteShown(0);
  expect(pacer.rest()).toBeUndefined();
});

test("the reader rests for a moment after words were shown, and once for all who ask", async () => {
  const { pacer } = start();
  pacer.noteShown(10);
  const rested = vi.fn();
  const rest = pacer.rest();
  expect(pacer.rest()).toBe(rest);
  void rest?.then(rested);
  await vi.advanceTimersByTimeAsync(FRAME_MS);
  expect(rested).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(FRAME_MS);
  expect(rested).toHaveBeenCalledTimes(1);
  expect(pacer.rest()).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});

test("a rest ends with the run, and leaves no timer", async () => {
  const { pacer } = start();
  pacer.noteShown(10);
  const rested = vi.fn();
  void pacer.rest()?.then(rested);
  pacer.cancelFrame();
  await Promise.resolve();
  expect(rested).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("the reader of a hidden page does not rest", () => {
  vi.stubGlobal("document", { hidden: true });
  const { pacer } = start();
  pacer.noteShown(10);
  expect(pacer.rest()).toBeUndefined();
});
