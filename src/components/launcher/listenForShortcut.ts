import { isTyping } from "./isTyping.js";

const MODIFIERS = ["Control", "Alt", "Shift", "Meta"];

/**
 * Calls `onPress` when a visitor presses the shortcut anywhere on the page. It never acts while somebody types, inside
 * a dialog of the page, on key repeats, or if the page has handled the key.
 *
 * @param shortcut a key as in `KeyboardEvent.key`, alone ("/") or with modifiers ("Control+k"), as `aria-keyshortcuts`
 * writes it. Its names may be in lower case, and Control may be "Ctrl".
 * @returns a function that stops listening
 */
export function listenForShortcut(shortcut: string, onPress: () => void): () => void {
  const modifiers = shortcut.split("+").map(toModifier);
  // "+" itself is split into two empty names.
  const key = modifiers.pop() || "+";
  const unknown = modifiers.find((name) => name && !MODIFIERS.includes(name));
  if (unknown)
    console.error(
      `oneshot-chat: shortcut "${shortcut}" has an unknown key "${unknown}" before "+"; use ${MODIFIERS.join(", ")}`,
    );
  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || event.repeat || isTyping(event)) return;
    if (!matches(event, modifiers, key) || isInDialog(event) || isBehindDialog()) return;
    // The key must neither be typed into the box nor open the browser's own search.
    event.preventDefault();
    onPress();
  }
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

/** `ctrl` → `Control`. Anything that is no modifier stays as it is. */
function toModifier(name: string): string {
  const wanted = name.toLowerCase().replace("ctrl", "control");
  return MODIFIERS.find((modifier) => modifier.toLowerCase() === wanted) ?? name;
}

function matches(event: KeyboardEvent, modifiers: readonly string[], key: string): boolean {
  const isCharacter = key.length === 1;
  // A layout without Latin letters has the shortcuts of the Latin letters at the same places.
  const isForeign = modifiers.length > 0 && /^[^ -~]$/.test(event.key);
  const pressed = isForeign ? event.code.replace("Key", "") : event.key;
  if (pressed.toLowerCase() !== key.toLowerCase()) return false;
  return MODIFIERS.every((modifier) => {
    // Some layouts need Shift for the character itself: "/" is Shift+7 on German keyboards.
    if (modifier === "Shift" && isCharacter && !/[a-z]/i.test(key)) return true;
    return event.getModifierState(modifier) === modifiers.includes(modifier);
  });
}

function isInDialog(event: KeyboardEvent): boolean {
  return event
    .composedPath()
    .some(
      (target) =>
        target instanceof Element && target.matches('dialog, [role="dialog"], [aria-modal="true"]'),
    );
}

/** Whether a modal dialog covers the page. The panel would open behind it. */
function isBehindDialog(): boolean {
  return [...document.querySelectorAll("dialog")].some(
    // Browsers before this pseudo-class throw, and so does jsdom.
    (dialog) => dialog.open && "showModal" in dialog && dialog.matches(":modal"),
  );
}
