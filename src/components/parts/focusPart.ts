import type { RefObject } from "react";

/** Moves the focus to a part, before the element that has the focus disappears. */
export function focusPart(rootRef: RefObject<HTMLElement | null>, part: string): void {
  rootRef.current?.querySelector<HTMLElement>(`[data-part="${part}"]`)?.focus();
}
