import { useEffect, useState, type MouseEvent } from "react";
import { toPlainText } from "../../markdown/index.js";
import { copyText } from "../../markdown/react/copyText.js";
import { useChat, useRun } from "../chat/contexts.js";
import { createPart, HIDDEN } from "../chat/createPart.js";
import { Icon } from "../chat/icons.js";

/** How long the button says whether copying worked. */
const OUTCOME_MS = 2000;

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
    const [outcome, setOutcome] = useState<"copied" | "copyFailed">();

    useEffect(() => {
      if (!outcome) return undefined;
      const timer = setTimeout(() => setOutcome(undefined), OUTCOME_MS);
      return () => clearTimeout(timer);
    }, [outcome]);

    async function copy(event: MouseEvent<HTMLButtonElement>) {
      const { currentTarget } = event;
      attributes.onClick?.(event);
      if (event.defaultPrevented) return;
      const text = format === "text" ? toPlainText(answer) : answer;
      setOutcome((await copyText(text, currentTarget)) ? "copied" : "copyFailed");
    }

    const name = format === "text" ? labels.copy : labels.copyMarkdown;
    return (
      <button
        ref={ref}
        type="button"
        title={name}
        {...attributes}
        data-outcome={outcome}
        onClick={(event) => void copy(event)}
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
