import type { StatelessRun } from "../../hooks/useStatelessRun.js";

/**
 * What the components need of a run. No field has a type that depends on the graph, so every {@link StatelessRun} is
 * assignable.
 */
export type AnyRun = Pick<
  StatelessRun,
  | "question"
  | "answer"
  | "steps"
  | "messages"
  | "customEvents"
  | "runId"
  | "feedbackToken"
  | "isSlow"
  | "maxQuestionChars"
  | "stop"
> &
  Outcome & {
    /** What nodes returned, in the order they finished. */
    readonly updates: readonly {
      readonly node: string;
      readonly namespace: readonly string[];
      readonly data: unknown;
    }[];
    readonly values: unknown;
    submit(question: string): Promise<unknown>;
    retry(): Promise<unknown>;
  };

/** Picks from each member of the union, so that `status` still narrows `error`. */
type Outcome<Run = StatelessRun> = Run extends StatelessRun ? Pick<Run, "status" | "error"> : never;
