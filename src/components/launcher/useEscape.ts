import type { KeyboardEvent, RefObject, SyntheticEvent } from "react";
import { isOwnEscape } from "../chat/isOwnEscape.js";
import { isInTopLayer } from "./topLayer.js";

export interface EscapeOptions {
  panelRef: RefObject<HTMLDialogElement | null>;
  isOpen: boolean;
  /** Stops a run, or else closes the panel. */
  onEscape: () => void;
}

/** Handlers for Escape and the back gesture: `root` for the outermost element, `panel` for the panel. */
export function useEscape({ panelRef, isOpen, onEscape }: EscapeOptions) {
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (!isOpen || !isOwnEscape(event)) return;
    // The browser closes an open popover first, such as a menu whose button has the focus.
    const inside = panelRef.current?.querySelectorAll<HTMLElement>("[popover]") ?? [];
    if ([...inside].some(isInTopLayer)) return;
    // A modal dialog would close at once.
    event.preventDefault();
    onEscape();
  }

  // The browser asks before it closes a modal dialog, for example for the back gesture on Android.
  function onCancel(event: SyntheticEvent) {
    if (event.target !== panelRef.current) return;
    event.preventDefault();
    onEscape();
  }

  return { root: { onKeyDown }, panel: { onCancel } };
}
