import { useCopyOutcome } from "./useCopyOutcome.js";

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
  const [outcome, copy] = useCopyOutcome();

  let shownLabel = label;
  if (outcome === "copied") shownLabel = copied;
  if (outcome === "copyFailed") shownLabel = copyFailed;
  return (
    <button
      type="button"
      className={className}
      data-outcome={outcome}
      onClick={(event) => void copy(text(), event.currentTarget)}
    >
      <span aria-live="polite">{shownLabel}</span>
    </button>
  );
}
