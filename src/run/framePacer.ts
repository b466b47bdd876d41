/**
 * Keeps reading and showing in step. The store asks it for frames, the reader asks it whether to wait: text
 * that comes faster than the page can show it would keep the page from reacting to keys.
 */
import { nextFrame } from "./nextFrame.js";

/**
 * The most characters that may be read but not yet shown: few at first, while the page's code is cold, then
 * about as many as are shown, up to a limit. Past it, reading pauses until the next frame.
 */
const FIRST_FRAME_CHARS = 4_096;
const MAX_FRAME_CHARS = 16_384;

/**
 * A frame that shows this much text should take about this long, layout and paint included. If it takes longer, because
 * the machine is slow or busy, the next frames show less, so that the page still reacts to keys. If it takes less than
 * half as long, they show more again.
 */
const FRAME_BUDGET_MS = 24;

/**
 * While an answer grows, the reader rests this long after each frame that showed more of it. So on a screen of 60
 * frames a second, every second frame shows more: 30 states a second read as well as 60, and cost half. The first
 * words, the end and fast streams do not wait.
 */
const REST_MS = 20;

export interface FramePacer {
  /** Asks for one frame. `onFrame` is called once, however often this is called before it. */
  requestFrame(): void;
  /** Says how long the answer on screen is, in UTF-16 code units. */
  noteShown(chars: number): void;
  /** What the reader waits for before it reads on; `undefined` while the page keeps up. */
  waitForRoom(charsRead: number): Promise<void> | undefined;
  /** What the reader waits for before it takes in what has come; `undefined`: nothing. */
  rest(): Promise<void> | undefined;
  /** Drops the frame that was asked for, and lets a waiting reader go on. */
  cancelFrame(): void;
}

export function createFramePacer(onFrame: () => void): FramePacer {
  let shownChars = 0;
  let maxFrameChars = MAX_FRAME_CHARS;
  /** When the newest frame began; `undefined` while the next one is waited for. */
  let frameStartedAt: number | undefined;
  let restsUntil = 0;
  let resting: Promise<void> | undefined;
  let endRest: (() => void) | undefined;
  let dropFrame: (() => void) | undefined;
  let readOn: (() => void) | undefined;

  return {
    requestFrame() {
      if (dropFrame) return;
      frameStartedAt = undefined;
      dropFrame = nextFrame(startFrame);
    },
    noteShown(chars) {
      // Before the first words there is nothing on screen that could grow.
      restsUntil = chars > 0 ? performance.now() + REST_MS : 0;
      shownChars = chars;
    },
    rest() {
      const restMs = restsUntil - performance.now();
      // Timers of a hidden page are late.
      if (restMs <= 0 || globalThis.document?.hidden) return undefined;
      resting ??= new Promise((resolve) => {
        const timer = setTimeout(end, restMs);
        endRest = end;
        function end(): void {
          clearTimeout(timer);
          resting = undefined;
          endRest = undefined;
          resolve();
        }
      });
      return resting;
    },
    waitForRoom(charsRead) {
      // A hidden page has no frames and hardly any timers, and nobody presses its keys.
      if (!dropFrame || globalThis.document?.hidden) return undefined;
      const room = Math.min(shownChars + FIRST_FRAME_CHARS, maxFrameChars);
      if (charsRead <= shownChars + room) return undefined;
      return new Promise((resolve) => {
        readOn = resolve;
      });
    },
    cancelFrame() {
      dropFrame?.();
      dropFrame = undefined;
      endRest?.();
      // In a task of its own, because the frame is busy enough. That task comes after layout and paint.
      if (readOn) setTimeout(endFrame, 0, readOn);
      readOn = undefined;
    },
  };

  function startFrame(): void {
    frameStartedAt = performance.now();
    onFrame();
  }

  function adapt(frameMs: number): void {
    if (frameMs > FRAME_BUDGET_MS) maxFrameChars = Math.max(maxFrameChars / 2, FIRST_FRAME_CHARS);
    else if (frameMs < FRAME_BUDGET_MS / 2)
      maxFrameChars = Math.min(maxFrameChars * 2, MAX_FRAME_CHARS);
  }

  function endFrame(readFurther: () => void): void {
    if (frameStartedAt !== undefined) adapt(performance.now() - frameStartedAt);
    readFurther();
  }
}
