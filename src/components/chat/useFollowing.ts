import { useEffect, useRef, useState, type RefObject } from "react";
import type { RunStatus } from "../../run/types.js";

export interface Following {
  /** The scroll container. Its first child holds the content, and the last child of that is the end. */
  readonly boxRef: RefObject<HTMLDivElement | null>;
  /** The stylesheet reverses the column, and so the browser keeps its end in view. */
  readonly isFollowing: boolean;
  readonly isEndInSight: boolean;
  /** The content is larger than the box. */
  readonly isOverflowing: boolean;
  jumpToEnd(): void;
}

/**
 * Keeps the end of a scroll container in sight while its content grows, until the reader scrolls away, presses something
 * in it (to select text, or to open a fold) or moves the focus into it. A new run follows again, and so does a reader who
 * scrolls back to the end.
 *
 * Nothing happens for a token: browsers keep the end of a reversed column in view by themselves. While nothing is
 * followed, the column is a plain one, which does not move when text is added below. An observer reports when the end
 * enters or leaves the view. The page is never scrolled.
 */
export function useFollowing(status: RunStatus): Following {
  const boxRef = useRef<HTMLDivElement>(null);
  const [isFollowing, setIsFollowing] = useState(true);
  const [isEndInSight, setIsEndInSight] = useState(true);
  const [isOverflowing, setIsOverflowing] = useState(false);

  useEffect(() => {
    const box = boxRef.current;
    const content = box?.firstElementChild;
    const end = content?.lastElementChild;
    if (!box || !content || !end || typeof IntersectionObserver === "undefined") return undefined;

    const topOf = () => content.getBoundingClientRect().top;
    function pause() {
      if (box?.dataset["following"] !== "true") return;
      // A plain column counts from its start, so the position changes with the direction.
      const top = topOf();
      box.dataset["following"] = "false";
      box.scrollTop += topOf() - top;
      setIsFollowing(false);
    }

    // Changing the direction while a key scrolls smoothly would end the scrolling, so any key pauses before.
    function onUse(event: Event) {
      const isTab = event instanceof KeyboardEvent && event.key === "Tab";
      // The form for feedback opens below its button, and must be in sight.
      const isAction = (event.target as Element).closest('[data-part="actions"]'); // inside the box, so an element
      if (!isTab && !isAction) pause();
    }

    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, intersectionRatio } of entries) {
          if (!box.clientHeight) return; // in a closed panel, nothing is in sight
          if (target === content) {
            setIsOverflowing(intersectionRatio < 1);
          } else {
            setIsEndInSight(isIntersecting);
            // A new run is followed wherever the reader was.
            if (isIntersecting || status === "pending") setIsFollowing(true);
            else pause();
          }
        }
      },
      { root: box, threshold: [0, 1] },
    );
    observer.observe(content);
    observer.observe(end);
    const uses = ["pointerdown", "focusin", "keydown"];
    uses.forEach((use) => box.addEventListener(use, onUse));
    return () => {
      observer.disconnect();
      uses.forEach((use) => box.removeEventListener(use, onUse));
    };
  }, [status]);

  function jumpToEnd() {
    const box = boxRef.current;
    if (!box) return;
    // The button is about to disappear, and the focus would be lost with it.
    box.focus({ preventScroll: true });
    // More than any content, so nothing needs to be measured.
    box.scrollTop = 1e7;
    setIsFollowing(true);
  }

  return { boxRef, isFollowing, isEndInSight, isOverflowing, jumpToEnd };
}
