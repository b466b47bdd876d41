import { useState, useSyncExternalStore } from "react";
import type { ConsentStep } from "./looks.js";

interface Consent {
  /** The step is shown. */
  readonly needsConsent: boolean;
  /** Whether the visitor still has to agree. It looks into the storage, because another page may have changed that. */
  mustAgree(): boolean;
  agree(): void;
}

/**
 * Whether the visitor still has to agree, and what to call once they do.
 *
 * A server does not know the visitor's storage, so the step is in its HTML and disappears after hydration.
 */
export function useConsent(step: ConsentStep | undefined): Consent {
  const [hasAgreed, setHasAgreed] = useState(false);
  const isRemembered = () => readAgreement(step);
  const isOpen = step !== undefined && !hasAgreed;
  const needsConsent = !useSyncExternalStore(watchAgreements, isRemembered, () => false) && isOpen;

  return {
    needsConsent,
    mustAgree: () => isOpen && !isRemembered(),
    agree() {
      setHasAgreed(true);
      writeAgreement(step);
      for (const tell of watchers) tell();
    },
  };
}

/** All widgets on the page, because an agreement counts for each that shows the same text. */
const watchers = new Set<() => void>();

function watchAgreements(onChange: () => void): () => void {
  watchers.add(onChange);
  addEventListener("storage", onChange); // another tab
  return () => {
    watchers.delete(onChange);
    removeEventListener("storage", onChange);
  };
}

function storageOf({ remember }: ConsentStep): Storage | undefined {
  if (remember === undefined) return undefined;
  return remember === "always" ? localStorage : sessionStorage;
}

/** An agreement counts for the words that the visitor has read. The words of an element are not known. */
function keyOf({ text }: ConsentStep): string {
  return `oneshot-chat:agreed${typeof text === "string" ? `:${text}` : ""}`;
}

function readAgreement(step: ConsentStep | undefined): boolean {
  try {
    return step !== undefined && storageOf(step)?.getItem(keyOf(step)) === "yes";
  } catch {
    return false; // the browser blocks storage
  }
}

function writeAgreement(step: ConsentStep | undefined): void {
  try {
    if (step) storageOf(step)?.setItem(keyOf(step), "yes");
  } catch {
    // The browser blocks storage or has none left. The agreement holds until the page is left.
  }
}
