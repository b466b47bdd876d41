import type { RunStatus } from "../../run/types.js";
import { toPlainText, toStreamingPlainText } from "../../markdown/parser/index.js";
import type { AnyRun } from "../chat/AnyRun.js";
import type { Rated } from "../chat/useFeedback.js";
import type { Labels } from "../labels/Labels.js";
import { toWaitWords } from "../labels/format.js";
import { afterHeard, wholeSentences } from "./unheardText.js";

/** The time between two batches of sentences. A voice is slower than a model, so later batches are longer. */
const BATCH_MS = 2_000;
const LATE_BATCH_MS = 5_000;
const EARLY_BATCHES = 4;
/** How long after the run the region is emptied. A screen reader that reads the page would find the last sentences twice. */
const CLEAR_AFTER_MS = 10_000;
/** Browsers call back at once after a longer delay. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** What the announcer needs to know of a run and its page. */
export interface Scene {
  readonly run: Pick<AnyRun, "status" | "answer" | "isSlow" | "error">;
  readonly labels: Labels;
  /** The language of the page, or `""`. */
  readonly language: string;
  /** What the visitor thinks of the answer. What became of it is said once for each object. */
  readonly rated?: Rated | undefined;
}

/** The timers that {@link createRunAnnouncer} needs. */
export interface Clock {
  setTimer(callback: () => void, delayMs: number): unknown;
  clearTimer(timer: unknown): void;
}

export interface RunAnnouncer {
  /** Looks at the run after each change. It only compares statuses; timers do the rest. */
  hear(scene: Scene): void;
  /** Ends the timers. */
  close(): void;
}

/**
 * Decides when a screen reader says what about a run:
 *
 * - "Answering" at once, then all whole sentences that are new, every 2 seconds, and every 5 seconds after the fourth
 *   time. Then the rest and "Answer complete", or "Stopped." and the rest.
 * - After an error the rest. The error itself is an alert elsewhere. If the server asks to wait, the time is said once,
 *   and once that it is over.
 * - "Still working" once for each run.
 * - What became of the visitor's feedback.
 *
 * All batches joined are the plain text of the answer. If the answer no longer begins with what was said, for example
 * because the graph replaced its message, "The answer has changed." is said, and then the new answer from its start.
 *
 * @param say is called with the whole new text of the live region; `""` empties it
 */
export function createRunAnnouncer(say: (text: string) => void, clock: Clock): RunAnnouncer {
  let scene: Scene | undefined;
  let status: RunStatus = "idle";
  /** The plain text that was said of this answer, and the answer's Markdown at that moment. */
  let heard = "";
  let heardOf = "";
  /** The Markdown that had no new whole sentence. */
  let lookedAt = "";
  let batches = 0;
  let wasSlow = false;
  let timer: unknown;

  function later(delayMs: number, callback: () => void) {
    clock.clearTimer(timer);
    timer = clock.setTimer(callback, Math.min(delayMs, LONGEST_DELAY_MS));
  }

  function awaitBatch() {
    later(batches < EARLY_BATCHES ? BATCH_MS : LATE_BATCH_MS, sayBatch);
  }

  function sayBatch() {
    const words = scene ? takeUnheard(scene, false) : "";
    if (words) {
      batches += 1;
      sayLines(words);
    }
    awaitBatch();
  }

  /** Cells of a table get lines of their own, because voices pause there. */
  function sayLines(...lines: string[]) {
    say(
      lines
        .map((line) => line.trim().replaceAll("\t", "\n"))
        .filter(Boolean)
        .join("\n"),
    );
  }

  /** Returns what is new and counts it as heard. */
  function takeUnheard({ run: { answer }, labels }: Scene, isEnd: boolean): string {
    if (!isEnd && answer === lookedAt) return "";
    lookedAt = answer;
    const text = isEnd ? toPlainText(answer) : toStreamingPlainText(answer);
    const unheard = afterHeard(text, heard);
    const isChanged = unheard === undefined;
    // While marks are half typed, a text that only grew may read differently for a moment. So the end decides.
    if (isChanged && !isEnd && answer.startsWith(heardOf)) return "";
    const words = isEnd ? (unheard ?? text) : wholeSentences(unheard ?? text);
    if (words === "" && !(isEnd && isChanged)) return "";
    heard = isChanged ? words : heard + words;
    heardOf = answer;
    return isChanged ? `${labels.answerChanged}\n${words}` : words;
  }

  function begin(labels: Labels) {
    heard = heardOf = lookedAt = "";
    batches = 0;
    wasSlow = false;
    say(labels.answering);
    awaitBatch();
  }

  function end(ended: Scene) {
    const { run, labels, language } = ended;
    const rest = takeUnheard(ended, true);
    const waitMs = run.error?.kind === "rate_limited" ? (run.error.retryAfterMs ?? 0) : 0;
    if (waitMs > 0) {
      sayLines(rest, toWaitWords(labels, Math.ceil(waitMs / 1000), language));
      later(waitMs, () => {
        say(labels.canTryAgain);
        clearLater();
      });
      return;
    }
    if (run.status === "success") sayLines(rest, labels.answerComplete);
    else if (run.status === "stopped") sayLines(labels.stopped, rest);
    else sayLines(rest);
    clearLater();
  }

  function clearLater() {
    later(CLEAR_AFTER_MS, () => say(""));
  }

  return {
    hear(next) {
      const before = status;
      const ratedBefore = scene?.rated;
      scene = next;
      status = next.run.status;
      if (isRunning(status)) {
        // A new question may replace a run that streams.
        const isNew = !isRunning(before) || (before === "streaming" && status === "pending");
        if (isNew) begin(next.labels);
        if (next.run.isSlow && !wasSlow) {
          wasSlow = true;
          say(next.labels.slow);
          awaitBatch();
        }
      } else if (status === "idle" && before !== "idle") {
        clock.clearTimer(timer);
        say("");
      } else if (isRunning(before)) {
        end(next);
      } else if (next.rated?.outcome && next.rated !== ratedBefore) {
        say(next.labels[next.rated.outcome]);
        clearLater();
      }
    },
    close: () => clock.clearTimer(timer),
  };
}

function isRunning(status: RunStatus): boolean {
  return status === "pending" || status === "streaming";
}
