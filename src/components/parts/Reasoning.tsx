import { useMemo, useState } from "react";
import { useChat, useRun } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { findReasoning } from "../work/findReasoning.js";

/** What the model thought before it answered, folded. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Reasoning = /* @__PURE__ */ createPart<"details">(
  "reasoning",
  function Reasoning(attributes, ref) {
    const { labels, steps, classOf } = useChat();
    const { messages } = useRun();
    const [isOpen, setIsOpen] = useState(false);
    const text = useMemo(() => findReasoning(messages), [messages]);
    if (steps === "never" || text === "") return null;
    return (
      <details
        ref={ref}
        {...attributes}
        onToggle={(event) => {
          attributes.onToggle?.(event);
          setIsOpen(event.currentTarget.open);
        }}
      >
        <summary>{labels.reasoning}</summary>
        {/* Closed, a token of the reasoning changes nothing on the page. */}
        <p className={classOf("fold-body")} dir="auto">
          {isOpen && text}
        </p>
      </details>
    );
  },
);
