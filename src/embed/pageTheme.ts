/** The colours that the page around an element has. The stylesheet in a shadow root cannot see them. */

/**
 * @param theme as the owner wrote it; `"class"` looks for `darkClass` on the elements around
 * @returns `undefined` for what the visitor prefers
 */
export function readPageTheme(
  host: Element,
  theme: unknown,
  darkClass: unknown = "dark",
): "light" | "dark" | undefined {
  if (isTheme(theme)) return theme;
  const around = ancestorsOf(host);
  if (theme === "class")
    return around.some(({ classList }) => classList.contains(String(darkClass))) ? "dark" : "light";
  const named = around.map((each) => each.getAttribute("data-theme")).find(isTheme);
  if (named) return named;
  // "light dark" and "normal" leave it to the visitor.
  const scheme = getComputedStyle(host).colorScheme.replace(/ ?only ?/, "");
  return isTheme(scheme) ? scheme : undefined;
}

/** The host and the elements around it, also outside of shadow roots. */
export function ancestorsOf(host: Element): Element[] {
  const around: Element[] = [];
  let node: Node | null | undefined = host;
  while (node) {
    if (node.nodeType === Node.ELEMENT_NODE) around.push(node as Element);
    // A shadow root has its host in place of a parent, and a document has neither.
    node = node.parentNode ?? (node as Partial<ShadowRoot>).host;
  }
  return around;
}

function isTheme(text: unknown): text is "light" | "dark" {
  return text === "light" || text === "dark";
}
