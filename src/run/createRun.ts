/** The store of one run at a time: submit, stop, retry, reset; one snapshot a frame. Knows no React. */
import { checkOptions } from "./checkOptions.js";
import { containMistakes } from "./containMistakes.js";
import { nextFrame } from "./nextFrame.js";
import { IDLE, stopped } from "./reduceRun.js";
import { startAttempt, type Attempt } from "./startAttempt.js";
import type { JsonObject, RunEvent, RunOptions, RunSettings, RunSnapshot } from "./types.js";

/**
 * How much longer than it is shown an answer may get before a frame: little at first, while the page's code is
 * cold, then about as much as is shown, up to a limit. The rest waits on the network; shown all at once, what a
 * fast stream brings would keep the page from its visitor for longer than a key press may take.
 */
const FIRST_FRAME_CHARS = 4_096;
const MAX_FRAME_CHARS = 16_384;

/** What the reader can do. The functions are bound and stay the same for the life of the store. */
export interface RunActions<State = JsonObject, Update = JsonObject> {
  /**
   * Asks. A string is put into the graph's input by `toInput`; an object is the input itself.
   * Replaces a run in flight. An empty question does nothing.
   *
   * Never rejects: resolves, once it is on screen, with the snapshot this run ended in, which is
   * `stopped` where it was superseded, reset or unmounted.
   */
  submit(question: string | JsonObject): Promise<RunSnapshot<State, Update>>;
  /** Ends the run in flight and keeps what was read. Does nothing otherwise. */
  stop(): void;
  /** Submits the last question or input once more. Does nothing where nothing was asked yet. */
  retry(): Promise<RunSnapshot<State, Update>>;
  /** Back to the beginning: ends the run in flight and forgets question, answer and error. */
  reset(): void;
}

/** A run without React: what `useStatelessRun` binds to a component. */
export interface RunStore<State = JsonObject, Update = JsonObject> extends RunActions<
  State,
  Update
> {
  getSnapshot(): RunSnapshot<State, Update>;
  /** Calls back after each new snapshot, at most once a frame while a run streams. */
  subscribe(listener: () => void): () => void;
  /** Later submits use these; callbacks are the latest at once. A run in flight keeps the rest. */
  setOptions(options: RunOptions<State, Update>): void;
  /**
   * Ties the store to something that lives on a page. The function returned lets go: the run in
   * flight is stopped, unless the store is attached again at once, as React's StrictMode does.
   */
  attach(): () => void;
}

/** The attempt that counts, and who waits for its end. */
interface Current<State, Update> {
  readonly attempt: Attempt<State, Update>;
  readonly settle: (snapshot: RunSnapshot<State, Update>) => void;
}

/**
 * Makes the store of one run at a time.
 *
 * @throws a `TypeError` for options that cannot work, with the fix in the sentence
 */
export function createRun<State = JsonObject, Update = JsonObject>(
  initialOptions: RunOptions<State, Update>,
): RunStore<State, Update> {
  checkOptions(initialOptions);
  let options = initialOptions;
  let shown: RunSnapshot<State, Update> = IDLE;
  let current: Current<State, Update> | undefined;
  let lastAsked: string | JsonObject | undefined;
  let isAttached = true;
  let callOffFrame: (() => void) | undefined;
  let readOn: (() => void) | undefined;
  const listeners = new Set<() => void>();

  return {
    getSnapshot: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setOptions(next) {
      options = next;
    },
    attach() {
      isAttached = true;
      return function letGo() {
        isAttached = false;
        queueMicrotask(leaveIfDetached);
      };
    },
    submit,
    stop,
    retry() {
      return lastAsked === undefined ? Promise.resolve(shown) : submit(lastAsked);
    },
    reset() {
      lastAsked = undefined;
      leave();
      show(IDLE);
    },
  };

  function submit(asked: string | JsonObject): Promise<RunSnapshot<State, Update>> {
    if (typeof asked === "string" && asked.trim() === "") return Promise.resolve(shown);
    lastAsked = asked;
    leave();
    if (!isAttached) queueMicrotask(leaveIfDetached);
    return new Promise((settle) => {
      const attempt = startAttempt<State, Update>(options, asked, {
        part: (part) => tell("onEvent", part),
        event: hear,
        change: showSoon,
        pause,
        end: showSoon,
      });
      current = { attempt, settle };
      watchPage(true);
      show(attempt.snapshot);
    });
  }

  function stop(): void {
    current?.attempt.close();
    showNow();
  }

  function hear(event: RunEvent<State, Update>): void {
    if (!isAttached) return leave();
    showSoon();
    if (event.type === "created") tell("onRunCreated", { runId: event.runId });
    if (event.type === "update") tell("onUpdate", event.update);
    if (event.type === "custom") tell("onCustomEvent", event.data);
  }

  /** Ends the run in flight unheard: no callback, only its own promise learns of it. */
  function leave(how?: { keepalive: boolean }): void {
    if (!current) return;
    const { attempt, settle } = current;
    current = undefined;
    watchPage(false);
    attempt.close(how);
    endFrame();
    // An attempt that ended but was never shown has not ended for anybody.
    const snapshot = stopped(attempt.snapshot);
    show(snapshot);
    settle(snapshot);
  }

  function leaveIfDetached(): void {
    if (!isAttached) leave();
  }

  /**
   * The page goes away, perhaps into the back/forward cache, from which it comes back as it was left: with
   * a run that has been stopped, and not with one that seems to go on. Listened to only while one does, so
   * that an idle page is none the slower to leave.
   */
  function leaveForGood(): void {
    leave({ keepalive: true });
  }

  function watchPage(isRunning: boolean): void {
    if (isRunning) globalThis.addEventListener?.("pagehide", leaveForGood);
    else globalThis.removeEventListener?.("pagehide", leaveForGood);
  }

  function showSoon(): void {
    callOffFrame ??= nextFrame(showNow);
  }

  function pause(): Promise<void> | undefined {
    // A hidden page has no frames and hardly any timers; nor does anybody press its keys.
    if (!current || !callOffFrame || globalThis.document?.hidden) return undefined;
    const chars = shown.answer.length;
    const mayBeRead = Math.min(2 * chars + FIRST_FRAME_CHARS, chars + MAX_FRAME_CHARS);
    if (current.attempt.snapshot.answer.length <= mayBeRead) return undefined;
    return new Promise((goOn) => {
      readOn = goOn;
    });
  }

  function endFrame(): void {
    callOffFrame?.();
    callOffFrame = undefined;
    // After the frame and not within it, which is busy enough.
    if (readOn) setTimeout(readOn);
    readOn = undefined;
  }

  function showNow(): void {
    endFrame();
    if (!current) return;
    const { attempt, settle } = current;
    const { snapshot } = attempt;
    const isOver = snapshot.status !== "pending" && snapshot.status !== "streaming";
    // An ended run leaves the stage before anybody hears of it, so that a listener may ask anew.
    if (isOver) current = undefined;
    show(snapshot);
    if (!isOver) return;
    watchPage(false);
    if (snapshot.status === "error") tell("onError", snapshot.error, snapshot);
    else tell("onFinish", snapshot);
    settle(snapshot);
  }

  function show(snapshot: RunSnapshot<State, Update>): void {
    if (snapshot === shown) return;
    shown = snapshot;
    for (const listener of listeners) listener();
  }

  /** Calls one of the caller's callbacks, the latest given. Once let go of, nobody is there to hear. */
  function tell<Name extends CallbackName>(
    name: Name,
    ...args: Parameters<NonNullable<RunSettings<State, Update>[Name]>>
  ): void {
    // TypeScript cannot relate a callback to its own parameters through a generic name.
    const callback = options[name] as ((...args: unknown[]) => void) | undefined;
    if (callback && isAttached) containMistakes(name, () => callback(...args));
  }
}

type CallbackName =
  "onRunCreated" | "onEvent" | "onUpdate" | "onCustomEvent" | "onFinish" | "onError";
