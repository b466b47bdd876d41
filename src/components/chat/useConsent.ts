import { useState, useSyncExternalStore } from "react";
import type { ConsentStep } from "./looks.js";

const KEY = "oneshot-chat:agreed";

/**
 * Whether the visitor still has to agree, and what to call once they do.
 *
 * A server does not know the visitor's storage, so the step is in its HTML and disappears after hydration.
 */
export function useConsent(
  step: ConsentStep | undefined,
): [needsConsent: boolean, agree: () => void] {
  const [hasAgreed, setHasAgreed] = useState(false);
  const remember = step?.remember;

  const isRemembered = useSyncExternalStore(
    watchNothing,
    () => readAgreement(remember),
    () => false,
  );

  function agree() {
    setHasAgreed(true);
    writeAgreement(remember);
  }

  return [step !== undefined && !hasAgreed && !isRemembered, agree];
}

/** The storage changes only through the step itself, which renders again anyway. */
const watchNothing = () => () => {};

function storageOf(remember: ConsentStep["remember"]): Storage | undefined {
  if (remember === undefined) return undefined;
  return remember === "always" ? localStorage : sessionStorage;
}

function readAgreement(remember: ConsentStep["remember"]): boolean {
  try {
    return storageOf(remember)?.getItem(KEY) === "yes";
  } catch {
    return false; // the browser blocks storage
  }
}

function writeAgreement(remember: ConsentStep["remember"]): void {
  try {
    storageOf(remember)?.setItem(KEY, "yes");
  } catch {
    // The browser blocks storage or has none left. The agreement holds until the page is left.
  }
}
