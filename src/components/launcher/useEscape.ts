import type { KeyboardEvent, RefObject, SyntheticEvent } from "react";
import { isShown } from "./openPanel.js";
import { isInTopLayer } from "./topLayer.js";

export interface EscapeOptions {
  panelRef: RefObject<HTMLDialogElement | null>;
  isOpen: boolean;
  /** Stops a run, or else closes the panel. */
  onEscape: () => void;
  /** The browser has closed the panel by itself. */
  onClosed: () => void;
}

/**
 * Handlers for Escape: `root` for the outermost element, `panel` for the panel. Escape belongs to an input method while
 * text is composed, and to a dialog, a popover or anything else inside the panel that handles it.
 */
export function useEscape({ panelRef, isOpen, onEscape, onClosed }: EscapeOptions) {
  function onKeyDown(event: KeyboardEvent) {
    const panel = panelRef.current;
    if (event.key !== "Escape" || !isOpen || !panel || event.defaultPrevented) return;
    // Safari ends a composition before the key event arrives. Only the key code 229 shows it there.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (belongsToOthers(event.target, panel)) return;
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

  // A browser closes a modal dialog without asking if a visitor goes back twice. Changing between modal and not closes it
  // too, but then it is shown again.
  function onClose() {
    if (isOpen && panelRef.current && !isShown(panelRef.current)) onClosed();
  }

  return { root: { onKeyDown }, panel: { onCancel, onClose } };
}

function belongsToOthers(target: EventTarget, panel: HTMLElement): boolean {
  // React also passes on events of elements that a slot shows elsewhere on the page.
  if (!(target instanceof Element)) return true;
  const layer = target.closest("dialog, [popover], [role=dialog]");
  const isOurs = layer === panel || layer?.parentElement === panel.parentElement;
  return !isOurs || [...panel.querySelectorAll<HTMLElement>("[popover]")].some(isInTopLayer);
}
