import type { RefObject } from "react";

/** Moves the focus to a part, or to the first `inside` it, before the element that has the focus disappears. */
export function focusPart(rootRef: RefObject<HTMLElement | null>, part: string, inside = ""): void {
  rootRef.current?.querySelector<HTMLElement>(`[data-part="${part}"] ${inside}`.trim())?.focus();
}
