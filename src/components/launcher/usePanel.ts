import { useEffect, useRef, type RefObject } from "react";
import { fitToKeyboard } from "./fitToKeyboard.js";
import { focusedIn, focusedNear, openPanel } from "./openPanel.js";

export interface PanelOptions {
  panelRef: RefObject<HTMLDialogElement | null>;
  isOpen: boolean;
  /** Gets the focus on closing if nothing had it before. */
  getOpener: () => HTMLElement | null | undefined;
}

/**
 * Opens and closes the panel, and moves the focus: into the panel on opening, and back to where it was on closing. A panel
 * that is open from the beginning does not take the focus, and closing does not take it from the page.
 */
export function usePanel({ panelRef, isOpen, getOpener }: PanelOptions): void {
  const seenOpen = useRef(isOpen);
  const focusedBefore = useRef<HTMLElement | undefined>(undefined);
  const returnsFocus = useRef(false);

  useEffect(() => {
    const panel = panelRef.current;
    if (!isOpen || !panel) return;
    focusedBefore.current = focusedNear(panel);
    const close = openPanel(panel);
    const stopFitting = fitToKeyboard(panel);
    return () => {
      // Safari does not focus a button that is clicked, so the close button may leave the focus nowhere.
      returnsFocus.current = focusedIn(panel) !== undefined || focusedNear(panel) === undefined;
      stopFitting();
      close();
    };
  }, [isOpen, panelRef]);

  useEffect(() => {
    // Nothing has changed on mount, also not when StrictMode runs the effect twice.
    if (seenOpen.current === isOpen) return;
    seenOpen.current = isOpen;
    const panel = panelRef.current;
    if (isOpen && panel)
      focusFirst(hasTouchKeyboard() ? [titleOf(panel)] : [boxOf(panel), titleOf(panel)]);
    else if (returnsFocus.current) focusFirst([focusedBefore.current, getOpener()]);
  }, [isOpen, panelRef, getOpener]);
}

/** An on-screen keyboard would cover the suggestions before a visitor has seen them. */
function hasTouchKeyboard(): boolean {
  return "matchMedia" in window && window.matchMedia("(pointer: coarse)").matches;
}

const boxOf = (panel: HTMLElement) => panel.querySelector<HTMLElement>('[data-part="input"]');
const titleOf = (panel: HTMLElement) => panel.querySelector<HTMLElement>(".osc-panel-title");

/** Focuses the first element that takes the focus. The page does not scroll. */
function focusFirst(elements: readonly (HTMLElement | null | undefined)[]): void {
  for (const element of elements) {
    element?.focus({ preventScroll: true });
    if (element && focusedNear(element) === element) return;
  }
}
