import { useEffect, useState, type MouseEvent } from "react";
import { copyText } from "./copyText.js";

const FEEDBACK_MS = 2000;

export interface CopyButtonProps {
  /** Called when the button is pressed. */
  text: () => string;
  /** The words of the button. `copied` or `copyFailed` replace `label` for two seconds after a press. */
  label: string;
  copied: string;
  copyFailed: string;
  className?: string | undefined;
}

/** Copies a text and says whether that worked. It works without the permission of the Clipboard API too. */
export function CopyButton({ text, label, copied, copyFailed, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "copyFailed">();

  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy({ currentTarget }: MouseEvent<HTMLButtonElement>) {
    setOutcome((await copyText(text(), currentTarget)) ? "copied" : "copyFailed");
  }

  let shownLabel = label;
  if (outcome === "copied") shownLabel = copied;
  if (outcome === "copyFailed") shownLabel = copyFailed;
  return (
    <button type="button" className={className} data-outcome={outcome} onClick={copy}>
      <span aria-live="polite">{shownLabel}</span>
    </button>
  );
}
