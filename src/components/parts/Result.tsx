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
    const isThere = status !== "idle";
    const following = useFollowing(boxRef, endRef, { isThere, isGrowing: isRunning });
    const { isEndInSight, hasOverflow, jumpToEnd } = following;
    if (!isThere) return null;
    // Without the focus, keyboards could not scroll it.
    const scrolling = hasOverflow && { tabIndex: 0, role: "group", "aria-label": labels.answer };

    function onJump() {
      // The button is about to disappear, and the focus would be lost with it.
      boxRef.current?.focus({ preventScroll: true });
      jumpToEnd();
    }

    return (
      <div ref={boxRef} {...scrolling} {...attributes}>
        {children}
        <div ref={endRef} className={classOf("end")} />
        {isRunning && !isEndInSight && (
          <button
            type="button"
            className={classOf("jump")}
            aria-label={labels.jumpToEnd}
            title={labels.jumpToEnd}
            onClick={onJump}
          >
            <Icon name="toEnd" />
          </button>
        )}
      </div>
    );
  },
);
