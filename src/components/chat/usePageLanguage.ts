import { useSyncExternalStore, type RefObject } from "react";

/**
 * The language of the page around an element: its nearest `lang` attribute, or the document's. `""` if there is none.
 * A server does not know the page, so it renders with `""` too, and so does the first client render after it.
 */
export function usePageLanguage(element: RefObject<Element | null>): string {
  function getLanguage() {
    const nearest = element.current?.closest("[lang]") ?? document.documentElement;
    return nearest.getAttribute("lang") ?? "";
  }
  return useSyncExternalStore(watchLanguages, getLanguage, getServerLanguage);
}

function watchLanguages(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["lang"], subtree: true });
  return () => observer.disconnect();
}

function getServerLanguage(): string {
  return "";
}
