import { useImperativeHandle } from "react";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { Icon } from "../chat/icons.js";
import { useFollowing } from "../chat/useFollowing.js";

/**
 * Everything that belongs to the answer, from the first question on. Where its height is limited, it scrolls, follows
 * the newest line until the reader scrolls away, and offers the way back.
 */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Result = /* @__PURE__ */ createPart<"div">(
  "result",
  function Result({ children, ...attributes }, ref) {
    const { labels, classOf } = useChat();
    const { status } = useCourse();
    const following = useFollowing(status);
    const { boxRef, isFollowing, isEndInSight, isOverflowing, jumpToEnd } = following;
    useImperativeHandle(ref, () => boxRef.current as HTMLDivElement); // as in Root
    if (status === "idle") return null;
    // Without the focus, keyboards could not scroll it.
    const scrolling = isOverflowing && { tabIndex: 0, role: "group", "aria-label": labels.result };

    return (
      <div ref={boxRef} {...scrolling} {...attributes} data-following={isFollowing}>
        <div className={classOf("content")}>
          {children}
          {!isEndInSight && (
            <button
              type="button"
              className={classOf("to-end")}
              data-part="to-end"
              aria-label={labels.jumpToEnd}
              title={labels.jumpToEnd}
              onClick={jumpToEnd}
            >
              <Icon name="ask" isTurned />
            </button>
          )}
          <div className={classOf("end")} />
        </div>
      </div>
    );
  },
);
