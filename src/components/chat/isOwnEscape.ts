import type { KeyboardEvent } from "react";

/**
 * Whether a key event is an Escape for the element that handles it. It belongs to an input method while text is composed,
 * to a dialog or a popover deep inside the element, and to whatever has handled it before.
 */
export function isOwnEscape(event: KeyboardEvent<HTMLElement>): boolean {
  const { key, currentTarget: own, nativeEvent } = event;
  if (key !== "Escape" || event.defaultPrevented || isComposing(event)) return false;
  // React also passes on events of elements that a slot shows elsewhere on the page. The path, unlike `contains`, also
  // holds for a page's element that a shadow root shows in a slot.
  const path = nativeEvent.composedPath();
  const end = path.indexOf(own);
  if (end < 0) return false;
  const layer = path
    .slice(0, end)
    .find((each) => each instanceof Element && each.matches('dialog, [popover], [role="dialog"]'));
  return !(layer instanceof Element) || layer.parentElement === own;
}

/** Whether a key event belongs to an input method that composes text. */
export function isComposing({ nativeEvent, keyCode }: KeyboardEvent<HTMLElement>): boolean {
  // Safari ends a composition before the key event arrives. Only the key code 229 shows it there.
  return nativeEvent.isComposing || keyCode === 229;
}
