export interface OpenerWatch {
  /** The elements of the page that open the panel: a CSS selector or an element. */
  getOpener(): unknown;
  /** A visitor points at an opener or focuses it. */
  onNear(): void;
  onPress(): void;
  readonly signal: AbortSignal;
}

/** Watches the page's own openers until the app does. They may appear later. */
export function watchOpeners(document: Document, watch: OpenerWatch): void {
  const { getOpener, onNear, onPress, signal } = watch;

  function isAtOpener(event: Event): boolean {
    const opener = getOpener();
    if (opener === undefined) return false;
    return event.composedPath().some((target) => {
      if (!(target instanceof Element)) return false;
      return typeof opener === "string" ? matches(target, opener) : target === opener;
    });
  }
  function onMove(event: Event): void {
    if (isAtOpener(event)) onNear();
  }
  function onClick(event: MouseEvent): void {
    // With a modifier, a link opens in another tab.
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!isAtOpener(event)) return;
    event.preventDefault();
    // The second click of a double click would close the panel again.
    if (event.detail < 2) onPress();
  }

  document.addEventListener("pointerover", onMove, { signal });
  document.addEventListener("focusin", onMove, { signal });
  document.addEventListener("click", onClick, { signal });
}

function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false; // it is no selector, and the app says so
  }
}
