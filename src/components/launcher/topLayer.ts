/**
 * The browser's top layer. An element in it is placed relative to the window and above everything, also where an
 * ancestor has a `transform`, a `filter`, a `z-index` or `overflow: hidden`.
 */

/** Shows an element that has `popover="manual"`. A browser without popovers shows the element where it is. */
export function showInTopLayer(element: HTMLElement): void {
  if (isInTopLayer(element)) return;
  // `showPopover` throws for an element that is not on the page.
  if (element.isConnected) element.showPopover?.();
}

export function hideFromTopLayer(element: HTMLElement): void {
  if (isInTopLayer(element)) element.hidePopover();
}

/** An unknown pseudo-class makes `matches` throw, so it is asked only where there are popovers. */
export function isInTopLayer(element: HTMLElement): boolean {
  return "showPopover" in element && element.matches(":popover-open");
}
