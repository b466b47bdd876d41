import { useEffect, useInsertionEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { JsonObject } from "../langgraph/json.js";
import { createRun, type RunActions } from "../run/createRun.js";
import { IDLE } from "../run/reduceRun.js";
import { DEFAULTS } from "../run/settings.js";
import type { RunOptions, RunSnapshot } from "../run/types.js";

/** What {@link useStatelessRun} returns: the run as it stands, and what the visitor can do with it. */
export type StatelessRun<
  State = JsonObject,
  Update = JsonObject,
  Input = string | object,
> = RunSnapshot<State, Update> &
  RunActions<State, Update, Input> & {
    /** The longest question that will be sent, for whoever draws the box. */
    readonly maxQuestionChars: number;
  };

/**
 * One stateless LangGraph run in a component: `runs.stream(null, assistantId, …)` as state.
 *
 * ```tsx
 * const run = useStatelessRun({ apiUrl: "http://localhost:2024", assistantId: "faq" });
 * run.submit("Can I get a refund?");
 * ```
 *
 * Nothing of one question reaches the next: each submit is exactly one POST, and no thread is made.
 * Options may be new objects on every render. A run in flight keeps those it was submitted with, except for
 * callbacks, which are always the latest. Renders at most once per animation frame, however fast events come.
 * Unmounting ends the run. On a server it renders `idle` and sends nothing.
 *
 * Options that can never work (both or neither of `apiUrl` and `client`, an empty `assistantId`) do not throw:
 * the run is an `error` of kind `config` from the first mount, one `console.error` says the fix, and `submit`
 * sends nothing.
 */
export function useStatelessRun<State = JsonObject, Update = JsonObject>(
  options: RunOptions<State, Update>,
): StatelessRun<State, Update> {
  const [store] = useState(() => createRun<State, Update>(options));
  // Runs before any other effect of the same commit, so that an effect that submits uses the options it was
  // rendered with.
  useInsertionEffect(() => store.setOptions(options));
  useEffect(() => store.attach(), [store]);
  useEffect(() => store.checkOptions());
  const snapshot = useSyncExternalStore(
    store.subscribe,
    store.getSnapshot,
    idleOnServer<State, Update>,
  );
  const { maxQuestionChars = DEFAULTS.maxQuestionChars } = options;
  return useMemo(() => {
    const { submit, stop, retry, reset } = store;
    return { ...snapshot, submit, stop, retry, reset, maxQuestionChars };
  }, [snapshot, store, maxQuestionChars]);
}

function idleOnServer<State, Update>(): RunSnapshot<State, Update> {
  return IDLE;
}
