/** Pages, browsers and machines that are not at their best. */
import { setTimeout as delay } from "node:timers/promises";
import { expect, vi } from "vitest";
import type { RunSnapshot } from "../../../src/run/types.js";
import { completeRun, metadata, tokens } from "../../../src/testing/index.js";
import { QUESTION, type Fault, type Page } from "../meetFault.js";
import type { Play } from "../misbehavingServer.js";

const TEXT = "Refunds take 30 days.";
const ALL = { end: "success", answer: TEXT } as const;

const wholeAnswer: Play = async (wire) => {
  await wire.send(...completeRun(TEXT));
  wire.end();
};

const inTwoHalves: Play = async (wire) => {
  await wire.send(metadata(), ...tokens("Half"));
  await wire.pause(60);
  await wire.send(...completeRun(TEXT));
  wire.end();
};
const isHalf = ({ answer }: RunSnapshot) => answer === "Half";

function blockFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

async function visitWithout(
  { store }: Page,
  globals: Readonly<Record<string, unknown>>,
): Promise<RunSnapshot> {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  return store.submit(QUESTION);
}

export const PAGES: readonly Fault[] = [
  {
    fault: "slow page",
    name: "callbacks that take their time",
    settings: {
      // A caller without types may well pass it; nobody waits for it.
      onEvent: (() => delay(300)) as () => void,
      onUpdate: () => blockFor(30),
    },
    play: wholeAnswer,
    sees: ALL,
  },
  {
    fault: "slow page",
    name: "a page blocked for longer than the server may be silent",
    isLong: true,
    settings: {
      idleTimeoutMs: 100,
      onUpdate: ({ node }) => (node === "retrieve" ? blockFor(1_300) : undefined),
    },
    play: wholeAnswer,
    sees: ALL,
  },
  {
    fault: "hidden tab",
    name: "a page that gets no frames",
    play: inTwoHalves,
    visit: (page) =>
      visitWithout(page, { requestAnimationFrame: () => 0, cancelAnimationFrame() {} }),
    sees: ALL,
  },
  {
    fault: "page unload",
    name: "a page that goes away",
    play: (wire) => wire.send(metadata(), ...tokens("Half")),
    async visit({ store, shows }) {
      const page = new EventTarget();
      const added = vi.fn(page.addEventListener.bind(page));
      const removed = vi.fn(page.removeEventListener.bind(page));
      vi.stubGlobal("addEventListener", added);
      vi.stubGlobal("removeEventListener", removed);
      const ended = store.submit(QUESTION);
      await shows(isHalf);
      page.dispatchEvent(new Event("pagehide"));
      expect(store.getSnapshot().status).toBe("stopped");
      const snapshot = await ended;
      expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
      return snapshot;
    },
    sees: { end: "stopped", answer: "Half" },
  },
  ...[86_400_000, -86_400_000].map((jump): Fault => ({
    fault: "clock change",
    name: `a clock set ${jump > 0 ? "forward" : "back"} by a day`,
    play: inTwoHalves,
    async visit({ store, shows }) {
      const ended = store.submit(QUESTION);
      await shows(isHalf);
      const now = Date.now;
      vi.spyOn(Date, "now").mockImplementation(() => now() + jump);
      return ended;
    },
    sees: { ...ALL, wasSlow: false },
  })),
  {
    fault: "missing browser features",
    name: "a browser that lacks what can be done without",
    play: wholeAnswer,
    visit: (page) =>
      visitWithout(page, {
        navigator: undefined,
        requestAnimationFrame: undefined,
        crypto: { getRandomValues: crypto.getRandomValues.bind(crypto) },
      }),
    sees: ALL,
  },
];
