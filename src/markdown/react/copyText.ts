/**
 * Copies text with the Clipboard API or, if that is missing or not permitted, by copying a selection.
 *
 * @param near an element that may have the focus, so that a modal dialog lets the selection have it too
 * @returns whether it worked; never rejects
 */
export async function copyText(text: string, near: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text, near);
  }
}

function copySelection(text: string, near: Element): boolean {
  const { ownerDocument } = near;
  const focused = near.getRootNode() instanceof ShadowRoot ? near : ownerDocument.activeElement;
  const field = ownerDocument.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "osc-md-copied-text";
  near.after(field);
  field.focus({ preventScroll: true });
  field.select();
  let isCopied = false;
  try {
    // This is deprecated, but no other way works on an insecure page or without the permission.
    isCopied = ownerDocument.execCommand("copy");
  } catch {
    isCopied = false;
  }
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return isCopied;
}
