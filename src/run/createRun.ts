/** The store of one run at a time: submit, stop, retry, reset; one snapshot a frame. Knows no React. */
import type { RunError } from "../langgraph/errors.js";
import type { RunEvent } from "../langgraph/events.js";
import type { JsonObject } from "../langgraph/json.js";
import { containMistakes } from "./containMistakes.js";
import { createFramePacer } from "./framePacer.js";
import { followRun, type FollowedRun } from "./followRun.js";
import { IDLE, stopped } from "./reduceRun.js";
import { reportForDevelopers, reportMistake } from "./reportForDevelopers.js";
import { findMistake } from "./settings.js";
import type { RunStore } from "./runStore.js";
import type { RunCallbacks, RunOptions, RunSnapshot } from "./types.js";

/** The submission that counts, and the promise that waits for its end. */
interface Current<State, Update> {
  readonly run: FollowedRun<State, Update>;
  readonly settle: (snapshot: RunSnapshot<State, Update>) => void;
}

/**
 * Creates the store of one run at a time.
 *
 * Options that can never work do not throw: the snapshot is a `config` error from the beginning, and each submit
 * ends as one and sends nothing.
 */
export function createRun<State = JsonObject, Update = JsonObject>(
  initialOptions: RunOptions<State, Update>,
): RunStore<State, Update> {
  let options = initialOptions;
  let mistake = findMistake(options);
  let reported: string | undefined;
  let shown = toIdle<State, Update>(mistake);
  let current: Current<State, Update> | undefined;
  let lastAsked: string | JsonObject | undefined;
  let isAttached = true;
  const listeners = new Set<() => void>();
  const pacer = createFramePacer(showNow);

  return {
    getSnapshot: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setOptions(next) {
      options = next;
    },
    checkOptions() {
      const found = findMistake(options);
      if (found?.message === reported) return;
      reported = found?.message;
      reportMistake(found);
      if (found?.message === mistake?.message) return;
      mistake = found;
      if (lastAsked === undefined) show(toIdle(mistake));
    },
    attach() {
      isAttached = true;
      return function detach() {
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
      show(toIdle(mistake));
    },
  };

  function submit(asked: string | object): Promise<RunSnapshot<State, Update>> {
    if (typeof asked === "string" && asked.trim() === "") return Promise.resolve(shown);
    // An input type of the caller's may be an interface, which has no index signature; it is a JSON object all the same.
    const input = asked as string | JsonObject;
    lastAsked = input;
    leave();
    if (!isAttached) queueMicrotask(leaveIfDetached);
    return new Promise((settle) => {
      const listener = {
        onPart: (part: Parameters<NonNullable<typeof options.onEvent>>[0]) =>
          callBack("onEvent", part),
        onEvent: hear,
        onChange: pacer.requestFrame,
        onEnd: pacer.requestFrame,
      };
      const run = followRun<State, Update>(options, input, listener, pacer);
      current = { run, settle };
      watchPage(true);
      show(run.snapshot);
    });
  }

  function stop(): void {
    current?.run.close();
    showNow();
  }

  function hear(event: RunEvent<State, Update>): void {
    if (!isAttached) return leave();
    pacer.requestFrame();
    if (event.type === "created") callBack("onRunCreated", { runId: event.runId });
    if (event.type === "update") for (const update of event.updates) callBack("onUpdate", update);
    if (event.type === "custom") callBack("onCustomEvent", event.data);
  }

  /** Ends the run in flight without callbacks; only its own promise resolves. */
  function leave(how?: { keepalive: boolean }): void {
    if (!current) return;
    const { run, settle } = current;
    current = undefined;
    watchPage(false);
    run.close(how);
    pacer.cancelFrame();
    // A run that ended, but is replaced before its last frame is shown, counts as stopped.
    const snapshot = stopped(run.snapshot);
    show(snapshot);
    settle(snapshot);
  }

  function leaveIfDetached(): void {
    if (!isAttached) leave();
  }

  /**
   * The page is closing, perhaps into the back/forward cache. It returns from there as it was, so the run must
   * show as stopped and not as if it still went on.
   */
  function leaveWithPage(): void {
    leave({ keepalive: true });
  }

  /** Listens only while a run goes on, because a listener can make an idle page slower to leave. */
  function watchPage(isRunning: boolean): void {
    if (isRunning) globalThis.addEventListener?.("pagehide", leaveWithPage);
    else globalThis.removeEventListener?.("pagehide", leaveWithPage);
  }

  function showNow(): void {
    pacer.cancelFrame();
    if (!current) return;
    const { run, settle } = current;
    const { snapshot } = run;
    const isOver = snapshot.status !== "pending" && snapshot.status !== "streaming";
    // Cleared before anybody is told, so that a listener can submit again.
    if (isOver) current = undefined;
    show(snapshot);
    if (!isOver) return;
    watchPage(false);
    if (snapshot.status === "error") {
      reportForDevelopers(snapshot.error);
      callBack("onError", snapshot.error, snapshot);
    } else callBack("onFinish", snapshot);
    settle(snapshot);
  }

  function show(snapshot: RunSnapshot<State, Update>): void {
    pacer.noteShown(snapshot.answer.length);
    if (snapshot === shown) return;
    shown = snapshot;
    for (const listener of listeners) listener();
  }

  /** Calls one of the caller's callbacks, the latest given. After the store is detached nobody is called. */
  function callBack<Name extends keyof RunCallbacks>(
    name: Name,
    ...args: Parameters<NonNullable<RunCallbacks<State, Update>[Name]>>
  ): void {
    // TypeScript cannot relate a callback to its own parameters through a generic name.
    const callback = options[name] as ((...args: unknown[]) => void) | undefined;
    if (callback && isAttached) containMistakes(name, () => callback(...args));
  }
}

function toIdle<State, Update>(mistake: RunError | undefined): RunSnapshot<State, Update> {
  return mistake ? { ...IDLE, status: "error", error: mistake } : IDLE;
}
