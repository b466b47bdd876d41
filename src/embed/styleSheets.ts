/** Constructed style sheets, which every Content-Security-Policy allows. The elements of the page share them. */
const shared = new Map<string, CSSStyleSheet>();

/** Gives a shadow root these style sheets, in this order. A sheet works in one document only. */
export function adoptStyles(root: ShadowRoot, texts: readonly string[]): void {
  const view = root.ownerDocument.defaultView;
  // A document without a window is not shown.
  if (!view) return;
  const known = view === window ? shared : new Map<string, CSSStyleSheet>();
  root.adoptedStyleSheets = texts.map((text) => {
    let sheet = known.get(text);
    if (!sheet) {
      sheet = new view.CSSStyleSheet();
      sheet.replaceSync(text);
      known.set(text, sheet);
    }
    return sheet;
  });
}
