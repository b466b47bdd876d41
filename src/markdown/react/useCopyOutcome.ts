import { useEffect, useState } from "react";
import { copyText } from "./copyText.js";

/** How long a button says whether copying worked. */
const OUTCOME_MS = 2000;

/** What became of the last copy, for two seconds, and a function that copies; see {@link copyText}. */
export function useCopyOutcome() {
  const [outcome, setOutcome] = useState<"copied" | "copyFailed">();

  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), OUTCOME_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy(text: string, near: Element): Promise<void> {
    setOutcome((await copyText(text, near)) ? "copied" : "copyFailed");
  }

  return [outcome, copy] as const;
}
