import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { useLatest } from "./useLatest.js";

export interface Following {
  /** The newest line is in sight, or about to be. */
  readonly isEndInSight: boolean;
  /** The content is or was larger than the box. */
  readonly hasOverflow: boolean;
  jumpToEnd(): void;
}

/**
 * Keeps the end of a scroll container in sight while its content grows, until the reader scrolls up.
 *
 * An observer of an element at the end reports that the end has left the view. It reports after layout, at most once a
 * frame, so no token makes the browser compute a layout. A container that does not scroll is left alone, and the page is
 * never scrolled.
 *
 * @param isThere the container is on the page
 * @param isGrowing a run adds to the content
 */
export function useFollowing(
  boxRef: RefObject<HTMLElement | null>,
  endRef: RefObject<HTMLElement | null>,
  { isThere, isGrowing }: { isThere: boolean; isGrowing: boolean },
): Following {
  const isFollowing = useRef(true);
  const growing = useLatest(isGrowing);
  const [isEndInSight, setIsEndInSight] = useState(true);
  const [hasOverflow, setHasOverflow] = useState(false);

  const jumpToEnd = useCallback(() => {
    isFollowing.current = true;
    // More than any content, so nothing needs to be measured.
    boxRef.current?.scrollTo({ top: 1e7 });
  }, [boxRef]);

  useEffect(() => {
    if (isGrowing) isFollowing.current = true;
  }, [isGrowing]);

  useEffect(() => {
    const box = boxRef.current;
    const end = endRef.current;
    if (!isThere || !box || !end || typeof IntersectionObserver === "undefined") return undefined;
    let lastTop = 0;
    function onScroll() {
      const top = box?.scrollTop ?? 0;
      if (top < lastTop) isFollowing.current = false;
      lastTop = top;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        const isInSight = entries.at(-1)?.isIntersecting ?? true;
        const follows = isFollowing.current && growing.current;
        if (isInSight) isFollowing.current = true;
        else setHasOverflow(true);
        if (!isInSight && follows) box.scrollTo({ top: 1e7 });
        setIsEndInSight(isInSight || follows);
      },
      { root: box },
    );
    observer.observe(end);
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, [boxRef, endRef, isThere, growing]);

  return { isEndInSight, hasOverflow, jumpToEnd };
}
