/** What visitors do at the wrong moment. */
import { expect, vi } from "vitest";
import type { RunSnapshot } from "../../../src/run/types.js";
import { completeRun, custom, metadata, tokens } from "../../../src/testing/index.js";
import { QUESTION, type Fault, type Page } from "../meetFault.js";
import type { Play } from "../misbehavingServer.js";

const TEXT = "Refunds take 30 days.";

/** Half an answer, and silence until the visitor leaves. */
const halfAnAnswer: Play = (wire) => wire.send(metadata(), ...tokens("Half an answer"));
const isHalf = ({ answer }: RunSnapshot) => answer === "Half an answer";

/** Stops, and finds the run stopped in the same tick. */
function stop({ store }: Page): void {
  store.stop();
  expect(store.getSnapshot()).toMatchObject({ status: "stopped", isSlow: false });
}

function stopped(fault: Fault["fault"], name: string, more: Omit<Fault, "fault" | "name">): Fault {
  return { fault, name, ...more };
}

export const VISITORS: readonly Fault[] = [
  stopped("stop before headers", "stop before any header", {
    play() {},
    async visit(page) {
      const ended = page.store.submit(QUESTION);
      await page.server.sawRuns(1);
      stop(page);
      return ended;
    },
    sees: { end: "stopped", answer: "" },
  }),
  stopped("stop before headers", "stop before any header, in wait mode", {
    settings: { mode: "wait" },
    play() {},
    async visit(page) {
      const ended = page.store.submit(QUESTION);
      await page.server.sawRuns(1);
      stop(page);
      return ended;
    },
    sees: { end: "stopped", answer: "" },
  }),
  stopped("stop mid-stream", "stop after the headers, before any event", {
    play: (wire) => wire.send(": hello\n\n"),
    async visit(page) {
      const ended = page.store.submit(QUESTION);
      await page.server.sawRuns(1);
      await new Promise((resolve) => setTimeout(resolve, 30));
      stop(page);
      return ended;
    },
    sees: { end: "stopped", answer: "" },
  }),
  stopped("stop mid-stream", "stop in the middle of an answer", {
    play: halfAnAnswer,
    async visit(page) {
      const ended = page.store.submit(QUESTION);
      await page.shows(isHalf);
      stop(page);
      return ended;
    },
    sees: { end: "stopped", answer: "Half an answer" },
  }),
  stopped("stop mid-stream", "stop while events pour in", {
    async play(wire) {
      await wire.send(metadata(), ...tokens("Half an answer"));
      for (let at = 0; at < 2_000; at += 1) await wire.send(custom(at));
    },
    async visit(page) {
      const ended = page.store.submit(QUESTION);
      await page.shows(({ customEvents }) => customEvents.length > 10);
      stop(page);
      return ended;
    },
    sees: { end: "stopped", answer: "Half an answer" },
  }),
  stopped("stop mid-stream", "stop between the line ends of a waited-for run", {
    settings: { mode: "wait" },
    async play(wire) {
      wire.head(200, { "content-type": "text/plain" });
      await wire.send("\n", "\n");
    },
    async visit(page) {
      const ended = page.store.submit(QUESTION);
      await page.server.sawRuns(1);
      await new Promise((resolve) => setTimeout(resolve, 30));
      stop(page);
      return ended;
    },
    sees: { end: "stopped", answer: "" },
  }),
  stopped("stop mid-stream", "stop from a callback", {
    play: halfAnAnswer,
    async visit(page) {
      page.store.subscribe(() => {
        if (isHalf(page.store.getSnapshot())) page.store.stop();
      });
      return page.store.submit(QUESTION);
    },
    sees: { end: "stopped", answer: "Half an answer" },
  }),
  stopped("stop at once, or twice", "stop in the tick of the question", {
    play() {},
    async visit(page) {
      const ended = page.store.submit(QUESTION);
      stop(page);
      return ended;
    },
    sees: { end: "stopped", answer: "", posts: 0 },
  }),
  stopped("stop at once, or twice", "stop twice, and once more after the end", {
    play: halfAnAnswer,
    async visit(page) {
      const ended = page.store.submit(QUESTION);
      await page.shows(isHalf);
      stop(page);
      stop(page);
      await ended;
      stop(page);
      return ended;
    },
    sees: { end: "stopped", answer: "Half an answer" },
  }),
  stopped("unmount", "leaving in the tick of the question", {
    play() {},
    async visit({ store }) {
      const letGo = store.attach();
      const ended = store.submit(QUESTION);
      letGo();
      return ended;
    },
    sees: { end: "stopped", answer: "", posts: 0 },
  }),
  stopped("unmount", "leaving before any header", {
    play() {},
    async visit({ store, server }) {
      const letGo = store.attach();
      const ended = store.submit(QUESTION);
      await server.sawRuns(1);
      letGo();
      return ended;
    },
    sees: { end: "stopped", answer: "" },
  }),
  stopped("unmount", "leaving in the middle of an answer", {
    play: halfAnAnswer,
    async visit({ store, shows }) {
      const letGo = store.attach();
      const ended = store.submit(QUESTION);
      await shows(isHalf);
      letGo();
      return ended;
    },
    sees: { end: "stopped", answer: "Half an answer" },
  }),
  {
    fault: "double submit",
    name: "a question sent twice in one tick",
    async play(wire) {
      await wire.send(...completeRun(TEXT));
      wire.end();
    },
    async visit({ store }) {
      const first = store.submit(QUESTION);
      const second = store.submit(QUESTION);
      expect((await first).status).toBe("stopped");
      return second;
    },
    sees: { end: "success", answer: TEXT },
  },
  {
    fault: "newer question",
    name: "five questions stopped before an answer, and a sixth",
    async play(wire) {
      if (wire.index < 5) return;
      await wire.send(...completeRun(TEXT));
      wire.end();
    },
    async visit(page) {
      for (let at = 1; at <= 5; at += 1) {
        void page.store.submit(QUESTION);
        await page.server.sawRuns(at);
        stop(page);
      }
      return page.store.submit(QUESTION);
    },
    sees: { end: "success", answer: TEXT, posts: 6 },
  },
  {
    fault: "newer question",
    name: "a newer question in the middle of an answer",
    async play(wire) {
      if (wire.index > 0) {
        await wire.send(...completeRun(TEXT));
        return wire.end();
      }
      await wire.send(metadata(), ...tokens("Half an answer"));
      // Goes on talking to a reader who has left.
      for (let at = 0; at < 50; at += 1) await wire.send(...tokens(" old"));
    },
    async visit({ store, shows, heard }) {
      const older = store.submit("What about postage?");
      await shows(({ answer }) => answer !== "");
      const before = heard.length;
      const newer = store.submit(QUESTION);
      expect(await older).toMatchObject({ status: "stopped", question: "What about postage?" });
      const snapshot = await newer;
      expect(heard.slice(before).filter((told) => /Half|old/.test(told))).toEqual([]);
      return snapshot;
    },
    sees: { end: "success", answer: TEXT, posts: 2 },
  },
  {
    fault: "StrictMode",
    name: "a page that takes hold twice, and asks each time",
    async play(wire) {
      await wire.send(...completeRun(TEXT));
      wire.end();
    },
    async visit({ store }) {
      const letGo = store.attach();
      void store.submit(QUESTION);
      letGo();
      store.attach();
      return store.submit(QUESTION);
    },
    sees: { end: "success", answer: TEXT },
  },
  {
    fault: "caller's exception",
    name: "callbacks that throw, at once or later",
    settings: {
      onRunCreated() {
        throw new Error("mistake");
      },
      // A caller without types may well pass it.
      onEvent: async () => Promise.reject(new Error("mistake")) as unknown as void,
      onUpdate() {
        throw new Error("mistake");
      },
      onFinish() {
        throw new Error("mistake");
      },
    },
    async play(wire) {
      await wire.send(...completeRun(TEXT));
      wire.end();
    },
    async visit({ store }) {
      const report = vi.spyOn(console, "error").mockImplementation(() => {});
      const snapshot = await store.submit(QUESTION);
      expect(report).toHaveBeenCalled();
      report.mockClear();
      return snapshot;
    },
    sees: { end: "success", answer: TEXT },
  },
  {
    fault: "two widgets",
    name: "two runs on one page",
    async play(wire) {
      await wire.send(metadata(), ...tokens("Half"));
      await wire.pause(20);
      await wire.send(...completeRun(`Answer ${wire.index}.`));
      wire.end();
    },
    async visit({ store, another, server }) {
      const first = store.submit(QUESTION);
      await server.sawRuns(1);
      const other = await another().submit("What about postage?");
      expect(other).toMatchObject({ status: "success", answer: "Answer 1." });
      return first;
    },
    sees: { end: "success", answer: "Answer 0.", posts: 2 },
  },
];
