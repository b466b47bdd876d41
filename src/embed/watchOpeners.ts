/** Who opens the panel before the app is there, and what they do. */
export interface OpenerWatch {
  /** Our own button. */
  readonly button: Element;
  /** The page's elements that open the panel: a CSS selector or an element. They may appear later. */
  getOpener(): unknown;
  /** A visitor points at an opener, focuses it or presses it. */
  onNear(): void;
  onPress(): void;
  readonly signal: AbortSignal;
}

/**
 * Watches the button and the page's own openers until the app does.
 *
 * @param root the button's root, where it is heard on pages that stop every click
 */
export function watchOpeners(root: ShadowRoot, watch: OpenerWatch): void {
  function isOpener(target: EventTarget): boolean {
    const opener = watch.getOpener();
    if (target === watch.button || target === opener) return true;
    // The document and the window match nothing.
    return typeof opener === "string" && (target as Partial<Element>).matches?.(opener) === true;
  }
  function onEvent(event: Event): void {
    // In the document, this is the second time for our own button.
    if (event.defaultPrevented || !event.composedPath().some(isOpener)) return;
    watch.onNear();
    if (event.type !== "click") return;
    const { ctrlKey, metaKey, shiftKey } = event as MouseEvent; // also in another document, which has a class of its own
    // With a modifier, a link opens in another tab.
    if (ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    watch.onPress();
  }
  for (const place of [root, root.ownerDocument])
    for (const type of ["pointerover", "focusin", "click"])
      place.addEventListener(type, onEvent, { signal: watch.signal });
}
