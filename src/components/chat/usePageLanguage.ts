import { useSyncExternalStore, type RefObject } from "react";

/**
 * The language of the page around an element: its nearest `lang` attribute, or the document's. `""` if there is none.
 * A server does not know the page, so it renders with `""` too, and so does the first client render after it.
 */
export function usePageLanguage(element: RefObject<Element | null>): string {
  function getLanguage() {
    const nearest = findAround(element.current) ?? document.documentElement;
    return nearest.getAttribute("lang") ?? "";
  }
  return useSyncExternalStore(watchLanguages, getLanguage, getServerLanguage);
}

/** The nearest element with a language, also outside of a shadow root. */
function findAround(element: Element | null | undefined): Element | null | undefined {
  const root = element?.getRootNode();
  return (
    element?.closest("[lang]") ?? (root instanceof ShadowRoot ? findAround(root.host) : undefined)
  );
}

function watchLanguages(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["lang"], subtree: true });
  return () => observer.disconnect();
}

function getServerLanguage(): string {
  return "";
}
