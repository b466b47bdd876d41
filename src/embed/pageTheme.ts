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
  const scheme = getComputedStyle(host).colorScheme.replace("only", "").trim();
  return isTheme(scheme) ? scheme : undefined;
}

/** Calls back when an element around the host may have other colours. @returns a function that stops this */
export function watchPageTheme(host: Element, onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  for (const each of ancestorsOf(host))
    observer.observe(each, { attributeFilter: ["class", "data-theme", "style"] });
  return () => observer.disconnect();
}

/** The host and the elements around it, also outside of shadow roots. */
function ancestorsOf(host: Element): Element[] {
  const around: Element[] = [];
  for (let node: Node | null = host; node; node = node.parentNode ?? hostOf(node))
    if (node instanceof Element) around.push(node);
  return around;
}

function hostOf(node: Node): Element | null {
  return node instanceof ShadowRoot ? node.host : null;
}

function isTheme(text: unknown): text is "light" | "dark" {
  return text === "light" || text === "dark";
}
