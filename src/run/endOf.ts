/** What a run that is over comes to: its answer, or an error. */
import { runError, type RunError } from "../langgraph/errors.js";
import { finalAnswer, type AnswerRules } from "./answer.js";
import type { Judgement } from "./judgeEnd.js";
import type { RunRecord } from "./reduceRun.js";

export type Ending =
  { readonly answer: string; readonly error?: undefined } | { readonly error: RunError };

/** What a run comes to, if nothing of it is missing. Never throws: a mistake in `getAnswer` is a `config` error. */
export function endOf<State, Update>(
  judgement: Judgement,
  { snapshot, returned }: RunRecord<State, Update>,
  rules: AnswerRules<State, Update> & {
    readonly acceptsToolAnswer: boolean;
    readonly expectsAnswer: boolean;
  },
): Ending {
  if (typeof judgement !== "string") return { error: judgement };
  try {
    const answer = finalAnswer(snapshot, returned, rules);
    if (answer === "" && rules.expectsAnswer) return { error: runError("no_answer", {}) };
    return { answer };
  } catch (cause) {
    return { error: runError("config", { cause, message: "getAnswer failed; see the cause." }) };
  }
}
