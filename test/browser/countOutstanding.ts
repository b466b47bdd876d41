import type { Page } from "playwright";
import { eventually } from "./chatsPage.js";
import type { ScriptServer } from "./serveScript.js";

declare global {
  interface Window {
    /** Counts the timers, frames and requests that the page has started and that have not ended. */
    outstanding(): { timers: number; frames: number; requests: number };
    /** Returns a generator of numbers from 0 up to 1 that depend only on the seed (mulberry32). */
    randomFrom(seed: number): () => number;
  }
}

/** Installs `window.outstanding` and `window.randomFrom`. It runs in the page before the page's own scripts. */
export function countOutstanding(): void {
  const timers = new Set<unknown>();
  const frames = new Set<number>();
  let requests = 0;
  const { setTimeout, clearTimeout, requestAnimationFrame, cancelAnimationFrame, fetch } = window;
  window.setTimeout = ((run: () => void, ms?: number) => {
    const timer = setTimeout.call(
      window,
      () => {
        timers.delete(timer);
        run();
      },
      ms,
    );
    timers.add(timer);
    return timer;
  }) as typeof setTimeout;
  window.clearTimeout = (timer) => {
    timers.delete(timer);
    clearTimeout.call(window, timer);
  };
  window.requestAnimationFrame = (callback) => {
    const frame = requestAnimationFrame.call(window, (time) => {
      frames.delete(frame);
      callback(time);
    });
    frames.add(frame);
    return frame;
  };
  window.cancelAnimationFrame = (frame) => {
    frames.delete(frame);
    cancelAnimationFrame.call(window, frame);
  };
  window.fetch = async (...args) => {
    requests += 1;
    try {
      return await fetch.call(window, ...args);
    } finally {
      requests -= 1;
    }
  };
  window.outstanding = () => ({ timers: timers.size, frames: frames.size, requests });
  window.randomFrom = (seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NOTHING = { timers: 0, frames: 0, requests: 0 };

/** Waits until everything that the page has started has ended, including its calls that cancel runs. */
export async function waitUntilSettled(page: Page, server: ScriptServer): Promise<void> {
  await eventually(() => page.evaluate(() => window.outstanding())).toEqual(NOTHING);
  await eventually(server.openSockets).toBe(0);
}
