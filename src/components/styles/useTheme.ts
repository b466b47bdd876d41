import { useCallback, useSyncExternalStore, type RefObject } from "react";

/**
 * Which colours the component has.
 *
 * - `"auto"`: what the visitor prefers, except where an element around the component has `data-theme="light"` or `"dark"`.
 * - `"light"` and `"dark"`: these, whatever the page and the visitor prefer.
 * - `"class"`: dark inside an element with the class `dark`, as next-themes and Tailwind set it, and light elsewhere.
 * - `{ darkClass }`: the same with a class name of the page's own. The stylesheet cannot know this name, so a page that a
 *   server renders is light until React has loaded.
 */
export type Theme = "auto" | "light" | "dark" | "class" | { readonly darkClass: string };

/** The value of `data-theme` on the component's outermost element, for the stylesheet. */
export function useTheme(
  element: RefObject<Element | null>,
  theme: Theme = "auto",
): string | undefined {
  const darkClass = typeof theme === "object" ? theme.darkClass : undefined;
  const watch = useCallback(
    (onChange: () => void) => {
      const observer = new MutationObserver(onChange);
      if (darkClass !== undefined)
        for (const each of withAncestors(element.current))
          observer.observe(each, { attributeFilter: ["class"] });
      return () => observer.disconnect();
    },
    [element, darkClass],
  );
  const isDark = useSyncExternalStore(
    watch,
    () => {
      if (darkClass === undefined) return false;
      // During the first render there is no element yet. Most pages put the class on <html> or <body>.
      const around = withAncestors(element.current ?? document.body);
      return around.some(({ classList }) => classList.contains(darkClass));
    },
    isDarkOnServer,
  );
  if (typeof theme === "object") return isDark ? "dark" : "light";
  return theme === "auto" ? undefined : theme;
}

const isDarkOnServer = () => false;

function withAncestors(element: Element | null): readonly Element[] {
  if (!element) return [];
  const { parentNode } = element;
  const host = parentNode instanceof ShadowRoot ? parentNode.host : null;
  return [element, ...withAncestors(element.parentElement ?? host)];
}
