import type { RunErrorKind } from "../langgraph/errors.js";

/**
 * What the events of the elements say in `detail`. All of them bubble, also out of shadow roots. Times are in
 * milliseconds from the question. Two of them hold words of the visitor, which the page needs to act on them.
 */
export interface OneShotDetails {
  /** A question is about to be sent. After `preventDefault()`, nothing is sent: the page answers in its own way. */
  "oneshot-ask": { readonly question: string };
  /** The first words of the answer are visible. */
  "oneshot-first-token": { readonly ms: number };
  /** The answer is complete. */
  "oneshot-finish": { readonly ms: number };
  /** The visitor or the page has stopped the run. */
  "oneshot-stop": null;
  /** The run has failed, and the visitor reads why. */
  "oneshot-error": { readonly kind: RunErrorKind };
  /** The visitor has rated the answer: once for the thumb, and again with a reason or a comment. */
  "oneshot-feedback": {
    readonly value: "up" | "down";
    readonly reason?: string;
    readonly comment?: string;
  };
  /**
   * The panel is about to open or close. `preventDefault()` keeps it closed, as for the browser's `beforetoggle`. It does
   * not keep it open, because visitors must be able to close what covers the page.
   */
  "oneshot-toggle": { readonly open: boolean };
}

/** The events of the elements by name, for `addEventListener`. */
export type OneShotEventMap = {
  [Name in keyof OneShotDetails]: CustomEvent<OneShotDetails[Name]>;
};

/** @returns false if a listener has called `preventDefault()` on an event that can be prevented */
export function fire<Name extends keyof OneShotDetails>(
  host: EventTarget,
  name: Name,
  detail: OneShotDetails[Name],
  cancelable = false,
): boolean {
  return host.dispatchEvent(
    new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }),
  );
}
