import { useEffect, type RefObject } from "react";
import type { FaqBotLooks } from "./types.js";

/**
 * Sets the distance from the corner as custom properties. Not with `style`, because a server would write it as an
 * attribute, which a strict Content-Security-Policy refuses.
 */
export function useOffset(rootRef: RefObject<HTMLElement | null>, offset: FaqBotLooks["offset"]) {
  const { inline, block } =
    typeof offset === "number" ? { inline: offset, block: offset } : (offset ?? {});
  useEffect(() => {
    const style = rootRef.current?.style;
    const toLength = (px: number | undefined) => (px === undefined ? null : `${px}px`);
    style?.setProperty("--_offset-inline", toLength(inline));
    style?.setProperty("--_offset-block", toLength(block));
  }, [rootRef, inline, block]);
}
