import { useImperativeHandle, useRef } from "react";
import { useChat, useCourse } from "./chat.js";
import { createPart } from "./createPart.js";
import { Icon } from "./icons.js";
import { useFollowing } from "./useFollowing.js";

/**
 * The lower half, from the first question on: everything that belongs to the answer. Where it scrolls by itself, it follows
 * the newest line until the reader scrolls up, and offers the way back.
 */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Result = /* @__PURE__ */ createPart<"div">(
  "result",
  function Result({ children, ...attributes }, ref) {
    const { labels, classOf } = useChat();
    const { status, isRunning } = useCourse();
    const boxRef = useRef<HTMLDivElement>(null);
    const endRef = useRef<HTMLDivElement>(null);
    useImperativeHandle(ref, () => boxRef.current as HTMLDivElement); // as in Root
    const { isEndInSight, jumpToEnd } = useFollowing(boxRef, endRef, isRunning);
    if (status === "idle") return null;
    return (
      <div ref={boxRef} {...attributes}>
        {children}
        <div ref={endRef} className={classOf("end")} />
        {isRunning && !isEndInSight && (
          <button
            type="button"
            className={classOf("jump")}
            aria-label={labels.jumpToEnd}
            title={labels.jumpToEnd}
            onClick={jumpToEnd}
          >
            <Icon name="toEnd" />
          </button>
        )}
      </div>
    );
  },
);
