import { createContext, useMemo, useState } from "react";
import type { AnyRun } from "./AnyRun.js";
import { useInside } from "./contexts.js";

/** What stands in the box. It outlives the box, so a page may show the box only at times. */
export interface Draft {
  readonly text: string;
  /** The last question failed or was stopped, and stands in the box again. It need not be shown twice. */
  readonly isQuestionBack: boolean;
  setText(text: string): void;
  /** The page shows a box. */
  setHasBox(hasBox: boolean): void;
}

export const DraftContext = /* @__PURE__ */ createContext<Draft | undefined>(undefined);

export const useDraft = (): Draft => useInside(DraftContext);

/**
 * Keeps the draft. A question that failed or was stopped returns to it, unless the visitor has typed something else. A
 * retry takes the question out again, because it is shown above the answer.
 */
export function useNewDraft({ status, question }: Pick<AnyRun, "status" | "question">): Draft {
  const [text, setText] = useState("");
  const [hasBox, setHasBox] = useState(false);
  const [seenStatus, setSeenStatus] = useState(status);
  const [isBack, setIsBack] = useState(false);

  if (status !== seenStatus) {
    setSeenStatus(status);
    const hasEndedEarly = status === "error" || status === "stopped";
    const shown = hasEndedEarly ? text || question : text;
    const next = status === "pending" && shown.trim() === question ? "" : shown;
    setText(next);
    setIsBack(hasEndedEarly && next === question);
  }

  const isQuestionBack = isBack && hasBox;
  return useMemo(() => ({ text, isQuestionBack, setText, setHasBox }), [text, isQuestionBack]);
}
