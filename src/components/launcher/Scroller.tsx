import { useRef, useState, type ReactNode } from "react";
import { useChat, useCourse } from "../parts/chat.js";
import { Icon } from "../parts/icons.js";

/** Closer to the end than this, a reader is at the end. Browsers round positions. */
const AT_END_PX = 8;

/**
 * The part of the panel that scrolls. From the first question on, it shows the newest line until the reader scrolls away;
 * then a button leads back.
 *
 * Nothing happens for a token: at the end, the column is reversed, and browsers keep the end of a reversed column in view
 * by themselves. Away from the end it is a plain column, which does not move while text is added below.
 */
export function Scroller({ titleId, children }: { titleId: string; children: ReactNode }) {
  const { labels, unstyled } = useChat();
  const { status } = useCourse();
  const ref = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const [seenStatus, setSeenStatus] = useState(status);
  if (status !== seenStatus) {
    setSeenStatus(status);
    if (status === "pending") setIsAtEnd(true);
  }
  const isFollowing = isAtEnd && status !== "idle";

  function onScroll() {
    const scroller = ref.current;
    if (!scroller || status === "idle") return;
    const { scrollTop, scrollHeight, clientHeight, dataset } = scroller;
    // A reversed column counts from its end, and downwards from 0.
    const isReversed = dataset["following"] === "true";
    const overflowPx = scrollHeight - clientHeight;
    const fromEndPx = isReversed ? -scrollTop : overflowPx - scrollTop;
    const isNowAtEnd = fromEndPx < AT_END_PX;
    if (isReversed && !isNowAtEnd) {
      dataset["following"] = "false";
      scroller.scrollTop = overflowPx - fromEndPx;
    }
    setIsAtEnd(isNowAtEnd);
  }

  function jumpToEnd() {
    setIsAtEnd(true);
    // The button disappears, and the focus would be lost with it.
    ref.current?.focus({ preventScroll: true });
  }

  return (
    <div className={unstyled ? undefined : "osc-scroll"}>
      <div
        ref={ref}
        className={unstyled ? undefined : "osc-scroller"}
        data-part="scroller"
        data-following={isFollowing}
        // Safari reaches a scrolling element by keyboard only if it can have the focus.
        tabIndex={status === "idle" ? undefined : 0}
        role="group"
        aria-labelledby={titleId}
        onScroll={onScroll}
      >
        <div className={unstyled ? undefined : "osc-scrolled"}>{children}</div>
      </div>
      {!isAtEnd && status !== "idle" && (
        <button
          type="button"
          className={unstyled ? undefined : "osc-to-end"}
          data-part="to-end"
          aria-label={labels.jumpToEnd}
          onClick={jumpToEnd}
        >
          <Icon name="toEnd" />
        </button>
      )}
    </div>
  );
}
