import type { StatelessRun } from "../hooks/useStatelessRun.js";

/**
 * The run of any graph, as far as the components show and drive it. It has no fields whose type depends on the
 * graph, so every {@link StatelessRun} fits.
 */
export type AnyRun = Pick<
  StatelessRun,
  "question" | "answer" | "steps" | "isSlow" | "maxQuestionChars" | "stop"
> &
  Outcome & {
    submit(question: string): Promise<unknown>;
    retry(): Promise<unknown>;
  };

/** Picked from each member of the union, so that `status` still narrows `error`. */
type Outcome<Run = StatelessRun> = Run extends StatelessRun ? Pick<Run, "status" | "error"> : never;
