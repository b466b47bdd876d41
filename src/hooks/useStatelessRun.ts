import { useEffect, useInsertionEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { InputObject, JsonObject } from "../langgraph/json.js";
import { createRun } from "../run/createRun.js";
import type { RunActions, RunStore } from "../run/runStore.js";
import { IDLE } from "../run/reduceRun.js";
import { DEFAULTS } from "../run/settings.js";
import type { RunOptions, RunSnapshot } from "../run/types.js";

/**
 * What {@link useStatelessRun} returns: the state of the run, and functions that change it. Without type arguments it is
 * the run of any graph, so every run is assignable.
 *
 * @typeParam State the graph's state, as `values` holds it
 * @typeParam Update what a node returns, or `ByNode<{ … }>` for what each node returns
 * @typeParam Custom what nodes write with `config.writer`
 * @typeParam Input the graph's input, which `submit` takes besides a question
 */
export type StatelessRun<
  State = unknown,
  Update = unknown,
  Custom = unknown,
  Input extends InputObject = InputObject,
> = RunSnapshot<State, Update, Custom> &
  RunActions<State, Update, Custom, Input> & {
    /** The limit of a question in characters. Show it beside your box. */
    readonly maxQuestionChars: number;
  };

/**
 * Holds one stateless LangGraph run (`runs.stream(null, assistantId, …)`) as state of a component.
 *
 * ```tsx
 * const run = useStatelessRun({ apiUrl: "http://localhost:2024", assistantId: "faq" });
 * run.submit("Can I get a refund?");
 * ```
 *
 * Each submit sends exactly one POST for a run and creates no thread. Options may be new objects on every render. A run
 * in flight keeps the options it was submitted with, but calls the latest callbacks. The hook renders at most once per
 * animation frame, however fast events arrive. Unmounting ends the run. On a server it renders `idle` and sends nothing.
 *
 * Options that can never work (both or neither of `apiUrl` and `client`, an empty `assistantId`) do not throw:
 * the run is an `error` of kind `config` from the first mount, one `console.error` says the fix, and `submit`
 * sends nothing.
 *
 * The type arguments are assertions of the caller. Nothing checks at run time what the server sends.
 */
export function useStatelessRun<
  State = JsonObject,
  Update = JsonObject,
  Custom = unknown,
  Input extends InputObject = InputObject,
>(options: RunOptions<State, Update, Custom>): StatelessRun<State, Update, Custom, Input> {
  const [store] = useState(() => createTypedRun(options));
  // Insertion effects run before all other effects of a commit, so an effect that submits uses the new options.
  useInsertionEffect(() => store.setOptions(options));
  useEffect(() => store.attach(), [store]);
  useEffect(() => store.checkOptions());
  const snapshot = useSyncExternalStore(
    store.subscribe,
    store.getSnapshot,
    getServerSnapshot<State, Update, Custom>,
  );
  const { maxQuestionChars = DEFAULTS.maxQuestionChars } = options;
  return useMemo(() => {
    const { submit, stop, retry, reset } = store;
    return { ...snapshot, submit, stop, retry, reset, maxQuestionChars };
  }, [snapshot, store, maxQuestionChars]);
}

/** The store knows custom events as `unknown`. The caller asserts their type, as it does for the state. */
function createTypedRun<State, Update, Custom>(
  options: RunOptions<State, Update, Custom>,
): RunStore<State, Update, Custom> {
  return createRun(options as RunOptions<State, Update>) as RunStore<State, Update, Custom>;
}

function getServerSnapshot<State, Update, Custom>(): RunSnapshot<State, Update, Custom> {
  return IDLE;
}
