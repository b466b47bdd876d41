import { useEffect, type RefObject } from "react";

/** A button of the page that opens the panel: a CSS selector, the element, or a ref to it. */
export type Opener = string | Element | RefObject<Element | null>;

export interface OpenerOptions {
  opener: Opener | undefined;
  isOpen: boolean;
  /** The id of the panel. */
  panelId: string;
  panelRef: RefObject<Element | null>;
  shortcut: string | undefined;
  /** Is called with the opener that a visitor pressed. */
  onPress: (opener: Element) => void;
}

/**
 * Makes the page's own elements open and close the panel, and says so to screen readers. Elements may appear later, be
 * replaced, and be several. On the way out, their attributes are what they were before.
 */
export function useOpener(options: OpenerOptions): void {
  const { opener, isOpen, panelId, panelRef, shortcut, onPress } = options;
  useEffect(() => {
    if (opener === undefined) return;
    let bound: { element: Element; release: () => void }[] = [];

    function bindNew() {
      const found = find(opener);
      if (found.length === bound.length && found.every((each, at) => each === bound[at]?.element))
        return;
      release();
      bound = found.map((element) => ({ element, release: bind(element) }));
    }
    function release() {
      for (const each of bound) each.release();
    }
    function bind(element: Element): () => void {
      const restore = setAttributes(element, {
        "aria-haspopup": "dialog",
        "aria-expanded": String(isOpen),
        // An id has no meaning outside of its own shadow root.
        "aria-controls": element.getRootNode() === panelRef.current?.getRootNode() && panelId,
        "aria-keyshortcuts": shortcut,
      });
      element.addEventListener("click", onClick);
      return () => {
        element.removeEventListener("click", onClick);
        restore();
      };
    }
    function onClick(event: Event) {
      const click = event as MouseEvent; // it listens to "click" only
      // With a modifier, a link opens in another tab.
      if (click.defaultPrevented || click.ctrlKey || click.metaKey || click.shiftKey) return;
      click.preventDefault();
      // The second click of a double click would close the panel again.
      if (click.detail < 2 && click.currentTarget instanceof Element) onPress(click.currentTarget);
    }

    bindNew();
    const observer = new MutationObserver(bindNew);
    observer.observe(document, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      release();
    };
  }, [opener, isOpen, panelId, panelRef, shortcut, onPress]);

  useEffect(() => {
    if (typeof opener === "string" && !isSelector(opener))
      console.error(
        `oneshot-chat: opener "${opener}" is no CSS selector; pass one such as "#help"`,
      );
  }, [opener]);
}

function find(opener: Opener | undefined): Element[] {
  if (typeof opener === "string")
    return isSelector(opener) ? [...document.querySelectorAll(opener)] : [];
  const element = opener && "current" in opener ? opener.current : opener;
  return element ? [element] : [];
}

export function isSelector(text: string): boolean {
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}

/** Sets attributes, and returns a function that restores the old values. Falsy values are not set. */
function setAttributes(
  element: Element,
  attributes: Record<string, string | false | undefined>,
): () => void {
  const before = Object.entries(attributes).flatMap(([name, value]) => {
    if (!value) return [];
    const old = element.getAttribute(name);
    element.setAttribute(name, value);
    return [[name, old] as const];
  });
  return () => {
    for (const [name, old] of before)
      if (old === null) element.removeAttribute(name);
      else element.setAttribute(name, old);
  };
}
