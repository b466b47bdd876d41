import { useSyncExternalStore } from "react";
import { LOW_WINDOW } from "./openPanel.js";

/** Whether the window is so low that the panel has room for little more than the box and some lines of the answer. */
export function useLowWindow(): boolean {
  return useSyncExternalStore(watch, isLow, () => false);
}

// jsdom has no `matchMedia`.
const isLow = () => window.matchMedia?.(LOW_WINDOW).matches ?? false;

function watch(onChange: () => void) {
  const low = window.matchMedia?.(LOW_WINDOW);
  low?.addEventListener("change", onChange);
  return () => low?.removeEventListener("change", onChange);
}
