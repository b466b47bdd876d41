import { hideFromTopLayer, isInTopLayer, showInTopLayer } from "./topLayer.js";

/** A phone on its side, or a window at 200 % zoom and more. FaqBot.css has the same limit. */
export const LOW_WINDOW = "(max-height: 519.98px)";
/** Below this size the panel covers the window and is modal. FaqBot.css styles both by `:modal`. */
const SMALL_WINDOW = `(max-width: 479.98px), ${LOW_WINDOW}`;

/**
 * Opens the panel: as a modal dialog in a small window, else beside the page, which stays usable. It changes between the
 * two when the window is resized, and the focus stays where it is.
 *
 * @param onClosed the browser or other code has closed the panel: a modal dialog if a visitor goes back twice, a popover
 * by its own methods
 * @returns a function that closes the panel
 */
export function openPanel(panel: HTMLDialogElement, onClosed: () => void): () => void {
  const small = matchSmallWindow();
  const change = () => showAgain(panel);
  // Changing between modal and not closes it too, but then it is shown again.
  const onHidden = () => {
    if (!isShown(panel)) onClosed();
  };
  ensureShown(panel);
  small?.addEventListener("change", change);
  panel.addEventListener("close", onHidden);
  panel.addEventListener("toggle", onHidden);
  return () => {
    small?.removeEventListener("change", change);
    panel.removeEventListener("close", onHidden);
    panel.removeEventListener("toggle", onHidden);
    hide(panel);
  };
}

/** Shows an open panel as the window now wants it, also after the browser has taken it out of the top layer. */
export function showAgain(panel: HTMLDialogElement): void {
  const focused = focusedIn(panel);
  hide(panel);
  show(panel, matchSmallWindow()?.matches);
  focused?.focus({ preventScroll: true });
}

/** Shows the panel, unless it is shown. */
export function ensureShown(panel: HTMLDialogElement): void {
  if (!isShown(panel)) show(panel, matchSmallWindow()?.matches);
}

function matchSmallWindow(): MediaQueryList | undefined {
  // jsdom has no `matchMedia`.
  return window.matchMedia?.(SMALL_WINDOW);
}

/** Whether the panel is visible. */
function isShown(panel: HTMLDialogElement): boolean {
  return panel.open || isInTopLayer(panel);
}

/** The element inside the panel that has the focus. A page's element in a slot of the panel counts. */
export function focusedIn(panel: HTMLElement): HTMLElement | undefined {
  const focused = focusedNear(panel);
  let around: Element | null | undefined = focused;
  while (around && !panel.contains(around)) around = around.assignedSlot ?? around.parentElement;
  return around ? focused : undefined;
}

/** The element that has the focus in the same document or shadow root or around it, unless it is `<body>`. */
export function focusedNear(element: Element): HTMLElement | undefined {
  const root = element.getRootNode() as Document | ShadowRoot; // an element on a page has no other root
  const { activeElement } = root;
  if (!activeElement && root instanceof ShadowRoot) return focusedNear(root.host);
  const isFocused = activeElement instanceof HTMLElement && activeElement !== document.body;
  return isFocused ? activeElement : undefined;
}

function show(panel: HTMLDialogElement, isModal = false): void {
  if (isModal && panel.isConnected && "showModal" in panel) {
    panel.showModal();
    return;
  }
  // `showPopover` would move the focus to the first element inside. An inert panel prevents that, so a panel that is open
  // from the beginning does not take the focus from the page.
  panel.inert = true;
  showInTopLayer(panel);
  panel.inert = false;
  // A browser without popovers shows the panel where it is.
  if (!isShown(panel)) panel.setAttribute("open", "");
}

function hide(panel: HTMLDialogElement): void {
  hideFromTopLayer(panel);
  if (!panel.open) return;
  // jsdom has no `close`.
  if ("close" in panel) panel.close();
  else (panel as HTMLElement).removeAttribute("open"); // TypeScript knows only browsers with `close`
}
