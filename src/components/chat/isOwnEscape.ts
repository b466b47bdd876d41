import type { KeyboardEvent } from "react";

/**
 * Whether a key event is an Escape for the element that handles it. It belongs to an input method while text is composed,
 * to a dialog or a popover deep inside the element, and to whatever has handled it before.
 */
export function isOwnEscape(event: KeyboardEvent<HTMLElement>): boolean {
  const { key, target, currentTarget: own } = event;
  if (key !== "Escape" || event.defaultPrevented || isComposing(event)) return false;
  // React also passes on events of elements that a slot shows elsewhere on the page.
  if (!(target instanceof Element) || !own.contains(target)) return false;
  const layer = target.closest('dialog, [popover], [role="dialog"]');
  return !layer || layer.contains(own) || layer.parentElement === own;
}

/** Whether a key event belongs to an input method that composes text. */
export function isComposing({ nativeEvent, keyCode }: KeyboardEvent<HTMLElement>): boolean {
  // Safari ends a composition before the key event arrives. Only the key code 229 shows it there.
  return nativeEvent.isComposing || keyCode === 229;
}
