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
    if (at === 0 && hidesShadowRoot(target)) return true;
    return target.matches(FIELDS);
  });
}

/**
 * Whether a key event may come out of a closed shadow root: it shows only the host, which is a custom element, or an
 * element that could not have the focus itself. The root may contain a field.
 */
function hidesShadowRoot(target: Element): boolean {
  if (target.shadowRoot || target === document.body || target === document.documentElement)
    return false;
  const isFocusable = target.hasAttribute("tabindex") || (target as HTMLElement).tabIndex >= 0; // an SVG element has it too
  return target.localName.includes("-") || !isFocusable;
}
