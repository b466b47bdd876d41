import { useEffect, useInsertionEffect, useMemo, useState, useSyncExternalStore } from "react";
import { checkOptions } from "../run/checkOptions.js";
import { createRun, type RunActions } from "../run/createRun.js";
import { IDLE } from "../run/reduceRun.js";
import { DEFAULT_MAX_QUESTION_CHARS } from "../run/startAttempt.js";
import type { JsonObject, RunOptions, RunSnapshot } from "../run/types.js";

/** What {@link useStatelessRun} returns: the run as it stands, and what can be done with it. */
export type StatelessRun<State = JsonObject, Update = JsonObject> = RunSnapshot<State, Update> &
  RunActions<State, Update> & {
    /** The longest question that will be sent, for the one who draws the box. */
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
 * Nothing of one question reaches the next: each submit is exactly one POST and no thread is made.
 * Options may be new objects on every render; a run in flight keeps those it was submitted with,
 * callbacks excepted, which are always the latest. Renders at most once per animation frame, however
 * fast events come. Unmounting ends the run. On a server it renders `idle` and sends nothing.
 *
 * @throws a `TypeError` during render for options that cannot work (both or neither of `apiUrl` and
 * `client`, `headers` with `client`, an empty `assistantId`)
 */
export function useStatelessRun<State = JsonObject, Update = JsonObject>(
  options: RunOptions<State, Update>,
): StatelessRun<State, Update> {
  checkOptions(options);
  const [store] = useState(() => createRun<State, Update>(options));
  // Before any other effect of the same commit, so that one that submits finds the options it was
  // rendered with.
  useInsertionEffect(() => store.setOptions(options));
  useEffect(() => store.attach(), [store]);
  const snapshot = useSyncExternalStore(
    store.subscribe,
    store.getSnapshot,
    idleOnServer<State, Update>,
  );
  const { maxQuestionChars = DEFAULT_MAX_QUESTION_CHARS } = options;
  return useMemo(() => {
    const { submit, stop, retry, reset } = store;
    return { ...snapshot, submit, stop, retry, reset, maxQuestionChars };
  }, [snapshot, store, maxQuestionChars]);
}

function idleOnServer<State, Update>(): RunSnapshot<State, Update> {
  return IDLE;
}
