import type { MouseEvent } from "react";
import { toPlainText } from "../../markdown/index.js";
import { useCopyOutcome } from "../../markdown/react/useCopyOutcome.js";
import { useChat, useRun } from "../chat/contexts.js";
import { createPart, HIDDEN } from "../chat/createPart.js";
import { Icon } from "../chat/icons.js";

export interface CopyOwnProps {
  /** `"text"` leaves out Markdown's marks. Default: `"text"`. */
  format?: "text" | "markdown" | undefined;
}

/** Copies the answer, and says whether that worked. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Copy = /* @__PURE__ */ createPart<"button", CopyOwnProps>(
  "copy",
  function Copy({ format = "text", children, ...attributes }, ref) {
    const { labels, classOf } = useChat();
    const { answer } = useRun();
    const [outcome, copy] = useCopyOutcome();

    function onClick(event: MouseEvent<HTMLButtonElement>) {
      attributes.onClick?.(event);
      if (event.defaultPrevented) return;
      void copy(format === "text" ? toPlainText(answer) : answer, event.currentTarget);
    }

    const name = format === "text" ? labels.copy : labels.copyMarkdown;
    return (
      <button
        ref={ref}
        type="button"
        title={name}
        {...attributes}
        data-outcome={outcome}
        onClick={onClick}
      >
        {children ?? <Icon name={outcome === "copied" ? "done" : "copy"} />}
        {!outcome && !children && <span className={HIDDEN}>{name}</span>}
        <span className={classOf("outcome")} aria-live="polite">
          {outcome && labels[outcome]}
        </span>
      </button>
    );
  },
);
