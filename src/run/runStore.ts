/** What a run offers: to visitors, and to the page that shows it. */
import type { InputObject, JsonObject } from "../langgraph/json.js";
import type { RunOptions, RunSnapshot } from "./types.js";

/** What the visitor can do. The functions are bound and stay the same for the life of the store. */
export interface RunActions<
  State = JsonObject,
  Update = JsonObject,
  Custom = unknown,
  Input extends InputObject = InputObject,
> {
  /**
   * Asks. `toInput` puts a string into the graph's input; an object is the input itself.
   * Replaces a run in flight. An empty question does nothing.
   *
   * Never rejects. Resolves, once it is on screen, with the snapshot this run ended in. That is `stopped`
   * where a newer submit, a reset or an unmount replaced the run.
   */
  submit(question: string | Input): Promise<RunSnapshot<State, Update, Custom>>;
  /** Ends the run in flight and keeps what was read. Does nothing otherwise. */
  stop(): void;
  /** Submits the last question or input once more. Does nothing where nothing was asked yet. */
  retry(): Promise<RunSnapshot<State, Update, Custom>>;
  /** Back to the beginning: ends the run in flight and forgets question, answer and error. */
  reset(): void;
}

/** A run without React: what `useStatelessRun` binds to a component. */
export interface RunStore<
  State = JsonObject,
  Update = JsonObject,
  Custom = unknown,
> extends RunActions<State, Update, Custom> {
  getSnapshot(): RunSnapshot<State, Update, Custom>;
  /** Calls back after each new snapshot, at most once a frame while a run streams. */
  subscribe(listener: () => void): () => void;
  /** Later submits use these. Callbacks apply at once; a run in flight keeps the rest. */
  setOptions(options: RunOptions<State, Update, Custom>): void;
  /** Reports options that can never work to the console, once, and shows them as a `config` error. */
  checkOptions(): void;
  /**
   * Ties the store to something that lives on a page. The function returned ends that: the run in flight is
   * stopped, unless the store is attached again at once, as React's StrictMode does.
   */
  attach(): () => void;
}
