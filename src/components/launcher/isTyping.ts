const FIELDS =
  'input, textarea, select, [contenteditable]:not([contenteditable="false" i]), [role="textbox"], [role="searchbox"], [role="combobox"], [role="spinbutton"], [role="listbox"], [role="menu"], [role="tree"], [role="application"]';

/**
 * Whether a key event is part of typing, or belongs to something that handles keys itself: a field, editable text, a
 * list that jumps to the typed letter, or an input method.
 */
export function isTyping(event: KeyboardEvent): boolean {
  // Safari ends a composition before the key event arrives. Only the key code 229 shows it there.
  if (event.isComposing || event.keyCode === 229) return true;
  if (document.designMode === "on") return true;
  return event.composedPath().some((target, at) => {
    if (!(target instanceof Element)) return false;
    // The event shows only the host of a closed shadow root. The host may contain a field.
    if (at === 0 && target.localName.includes("-") && !target.shadowRoot) return true;
    return target.matches(FIELDS);
  });
}
