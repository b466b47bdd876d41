/** Plays a run to the announcer with a clock of its own, and records what is said and when. */
import {
  createRunAnnouncer,
  type Clock,
  type Scene,
} from "../../../src/components/announcer/announceRun.js";
import { DEFAULT_LABELS } from "../../../src/components/labels/en.js";
import { runError } from "../../../src/langgraph/errors.js";

type Run = Scene["run"];

export const LABELS = { ...DEFAULT_LABELS, answerChanged: "CHANGED", tryAgainIn: "WAIT {seconds}" };
/** What is said besides the answer. */
const PHRASES: readonly string[] = [
  LABELS.answering,
  LABELS.slow,
  LABELS.stopped,
  LABELS.answerComplete,
  LABELS.canTryAgain,
  "WAIT 7",
];

export interface Said {
  readonly atMs: number;
  readonly text: string;
}

export class Player {
  readonly said: Said[] = [];
  #nowMs = 0;
  #timers = new Map<object, { atMs: number; callback: () => void }>();
  #run: Run = { status: "idle", answer: "", isSlow: false, error: undefined };

  readonly #announcer = createRunAnnouncer((text) => this.said.push({ atMs: this.#nowMs, text }), {
    setTimer: (callback, delayMs) => {
      const timer = {};
      this.#timers.set(timer, { atMs: this.#nowMs + delayMs, callback });
      return timer;
    },
    clearTimer: (timer) => void this.#timers.delete(timer as object),
  } satisfies Clock);

  /** Changes the run. */
  hear(change: Partial<Run>) {
    this.#run = { ...this.#run, ...change };
    this.#announcer.hear({ run: this.#run, labels: LABELS, language: "en" });
  }

  /** Lets time pass. */
  wait(ms: number) {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const [next] = [...this.#timers].sort(([, a], [, b]) => a.atMs - b.atMs);
      if (!next || next[1].atMs > untilMs) break;
      this.#timers.delete(next[0]);
      this.#nowMs = next[1].atMs;
      next[1].callback();
    }
    this.#nowMs = untilMs;
  }

  close() {
    this.#announcer.close();
  }

  get timers(): number {
    return this.#timers.size;
  }

  /** Everything that was said, without what emptied the region. */
  get texts(): string[] {
    return this.said.map(({ text }) => text).filter(Boolean);
  }

  /** The announced words of the last answer, without phrases of our own, and with single spaces. */
  get words(): string {
    const lines = this.texts.flatMap((text) => text.split("\n"));
    const words = lines.filter((line) => !PHRASES.includes(line));
    return oneLine(words.slice(words.lastIndexOf(LABELS.answerChanged) + 1).join("\n"));
  }
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

export type End = "success" | "stopped" | "error";

/** The change that ends a run. */
export function ended(status: End, answer: string): Partial<Run> {
  return { status, answer, error: status === "error" ? runError("network", {}) : undefined };
}

export { runError };
