/** Where the page has no use for a plain key: nothing has the focus, or a link or a button has. */
const PLACES = "html, body, a, button";

/** Where somebody types. The app is not needed there. */
const FIELDS = "input, textarea";

/**
 * Watches for the shortcut until the app is loaded. It opens the panel only where nobody can be typing and no dialog is open.
 * Elsewhere it only loads the app, whose own rules for keyboards and pages are more exact.
 *
 * @param onNear a visitor has pressed a key of the shortcut
 */
export function watchShortcut(
  document: Document,
  watch: {
    /** As `aria-keyshortcuts` writes it, such as "/" or "Control+k". */
    getShortcut(): string | undefined;
    onNear(): void;
    onPress(): void;
    readonly signal: AbortSignal;
  },
): void {
  function onKeyDown(event: KeyboardEvent): void {
    const names = watch.getShortcut()?.toLowerCase().split("+") ?? [];
    const pressed = event.key.toLowerCase();
    const { target } = event;
    if (!names.includes(pressed) || !(target instanceof Element) || target.matches(FIELDS)) return;
    watch.onNear();
    const key = names.pop() ?? "";
    if (
      pressed === key &&
      ["Control", "Alt", "Meta", "Shift"].every(
        (name) =>
          event.getModifierState(name) === names.includes(name.toLowerCase()) ||
          // Some layouts need Shift for the character itself.
          (name === "Shift" && /^[^a-z]$/.test(key)),
      ) &&
      !event.defaultPrevented &&
      !event.repeat &&
      document.designMode !== "on" &&
      target.matches(PLACES) &&
      !target.closest("[role], [contenteditable], dialog") &&
      !document.querySelector("dialog[open]")
    ) {
      event.preventDefault();
      watch.onPress();
    }
  }
  document.addEventListener("keydown", onKeyDown, { signal: watch.signal });
}
