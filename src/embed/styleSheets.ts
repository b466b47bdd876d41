/** Constructed style sheets, which every Content-Security-Policy allows. The elements of a document share them. */
const made = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/** Gives a shadow root these style sheets, in this order. A sheet works in one document only. */
export function adoptStyles(root: ShadowRoot, texts: readonly string[]): void {
  const document = root.ownerDocument;
  const Sheet = document.defaultView?.CSSStyleSheet;
  // A document without a window is not shown.
  if (!Sheet) return;
  let sheets = made.get(document);
  if (!sheets) made.set(document, (sheets = new Map()));
  root.adoptedStyleSheets = texts.map((text) => {
    let sheet = sheets.get(text);
    if (!sheet) {
      sheet = new Sheet();
      sheet.replaceSync(text);
      sheets.set(text, sheet);
    }
    return sheet;
  });
}
