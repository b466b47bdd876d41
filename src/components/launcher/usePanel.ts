import { useEffect, useReducer, useRef, type RefObject } from "react";
import { fitToKeyboard } from "./fitToKeyboard.js";
import { ensureShown, focusedIn, focusedNear, openPanel } from "./openPanel.js";

export interface PanelOptions {
  panelRef: RefObject<HTMLDialogElement | null>;
  isOpen: boolean;
  /** Gets the focus on closing if nothing had it before. */
  getOpener: () => Element | null | undefined;
  /** The browser, or other code of the page, has closed the panel. It is shown again if it stays open all the same. */
  onClosed: () => void;
}

/**
 * Opens and closes the panel, and moves the focus: into the panel on opening, and back to where it was on closing. A panel
 * that is open from the beginning does not take the focus, and closing does not take it from the page.
 */
export function usePanel({ panelRef, isOpen, getOpener, onClosed }: PanelOptions): void {
  const seenOpen = useRef(isOpen);
  const focusedBefore = useRef<HTMLElement | undefined>(undefined);
  const returnsFocus = useRef(false);

  const [, renderAgain] = useReducer((count: number) => count + 1, 0);

  useEffect(() => {
    const panel = panelRef.current;
    if (!isOpen || !panel) return;
    focusedBefore.current = focusedNear(panel);
    const close = openPanel(panel, () => {
      onClosed();
      renderAgain();
    });
    const stopFitting = fitToKeyboard(panel);
    return () => {
      // Safari does not focus a button that is clicked, so the close button may leave the focus nowhere.
      returnsFocus.current = focusedIn(panel) !== undefined || focusedNear(panel) === undefined;
      stopFitting();
      close();
    };
  }, [isOpen, panelRef, onClosed]);

  useEffect(() => {
    // The page keeps the panel open that something has closed.
    if (isOpen && panelRef.current) ensureShown(panelRef.current);
  });

  useEffect(() => {
    // Nothing has changed on mount, also not when StrictMode runs the effect twice.
    if (seenOpen.current === isOpen) return;
    seenOpen.current = isOpen;
    if (isOpen) focusPanel(panelRef.current);
    else if (returnsFocus.current) focusFirst([focusedBefore.current, getOpener()]);
  }, [isOpen, panelRef, getOpener]);
}

/** Moves the focus to the box, or to the title where an on-screen keyboard would cover what the panel shows. */
export function focusPanel(panel: HTMLElement | null): void {
  if (!panel) return;
  const hasTouchKeyboard = window.matchMedia?.("(pointer: coarse)")?.matches;
  const box = hasTouchKeyboard ? undefined : panel.querySelector('[data-part="input"]');
  focusFirst([box, panel.querySelector('[data-part="panel-title"]')]);
}

/** Focuses the first element that takes the focus. The page does not scroll. */
function focusFirst(elements: readonly (Element | null | undefined)[]): void {
  for (const element of elements) {
    if (!(element instanceof HTMLElement)) continue;
    element.focus({ preventScroll: true });
    if (focusedNear(element) === element) return;
  }
}
