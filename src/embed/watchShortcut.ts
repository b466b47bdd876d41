/** Where the page has no use for a plain key: nothing has the focus, or a link or a button has. */
const PLACES = ":is(html, body, a, button):not([role] *, [role])";

/**
 * Listens for the shortcut until the app is loaded. The panel opens only if nobody can be typing and no dialog is open.
 * Elsewhere it only loads the app, whose own rules for keyboards and pages are more exact.
 *
 * @param onNear a visitor has pressed a key of the shortcut
 */
export function watchShortcut(
  document: Document,
  watch: {
    /** As `aria-keyshortcuts` writes it, such as "/" or "Control+k". "ctrl+K" is the same. */
    getShortcut(): string | undefined;
    onNear(): void;
    onPress(): void;
    readonly signal: AbortSignal;
  },
): void {
  function onKeyDown(event: KeyboardEvent): void {
    const { target } = event;
    const shortcut = watch.getShortcut()?.toLowerCase().replace("ctrl", "control").split("+") ?? [];
    // A layout without Latin letters has the combinations of the Latin letters at the same places.
    const isForeign = shortcut.length > 1 && /[^ -~]/.test(event.key);
    const key = (isForeign ? event.code.slice(3) : event.key).toLowerCase();
    if (!shortcut.includes(key) || !(target instanceof Element) || target.matches(":read-write"))
      return;
    watch.onNear();
    if (
      key === shortcut.at(-1) &&
      ["Alt", "Control", "Meta", "Shift"].every(
        (name) =>
          event.getModifierState(name) === shortcut.includes(name.toLowerCase()) ||
          // Some layouts need Shift for the character itself.
          (name === "Shift" && !/[a-z]/.test(key)),
      ) &&
      !event.defaultPrevented &&
      target.matches(PLACES) &&
      !document.querySelector("dialog[open]")
    ) {
      event.preventDefault();
      watch.onPress();
    }
  }
  document.addEventListener("keydown", onKeyDown, { signal: watch.signal });
}
