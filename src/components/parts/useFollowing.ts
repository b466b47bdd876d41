import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

/**
 * Keeps the end of a scroll container in sight while its content grows, until the reader scrolls up.
 *
 * An observer of an element at the end reports that the end has left the view. It reports after layout, at most once a
 * frame, so no token makes the browser compute a layout. A container that does not scroll is left alone, and the page is
 * never scrolled.
 */
export function useFollowing(
  boxRef: RefObject<HTMLElement | null>,
  endRef: RefObject<HTMLElement | null>,
  isActive: boolean,
) {
  const isFollowing = useRef(true);
  const [isEndInSight, setIsEndInSight] = useState(true);

  const jumpToEnd = useCallback(() => {
    isFollowing.current = true;
    // More than any content, so nothing needs to be measured.
    boxRef.current?.scrollTo({ top: 1e7 });
  }, [boxRef]);

  useEffect(() => {
    const box = boxRef.current;
    const end = endRef.current;
    if (!box || !end || !isActive || typeof IntersectionObserver === "undefined") return undefined;
    isFollowing.current = true;
    let lastTop = 0;
    function onScroll() {
      const top = box?.scrollTop ?? 0;
      if (top < lastTop) isFollowing.current = false;
      lastTop = top;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        const isInSight = entries.at(-1)?.isIntersecting ?? true;
        if (isInSight) isFollowing.current = true;
        else if (isFollowing.current) box.scrollTo({ top: 1e7 });
        setIsEndInSight(isInSight || isFollowing.current);
      },
      { root: box },
    );
    observer.observe(end);
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, [boxRef, endRef, isActive]);

  return { isEndInSight, jumpToEnd };
}
