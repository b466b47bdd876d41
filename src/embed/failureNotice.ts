import { STUB_WORDS } from "./words.js";

/** How the notice looks in both elements. */
export const NOTICE_STYLE =
  ":host [part=load-failed]{padding:16px;border:1px solid;border-radius:14px;background:var(--_surface);box-shadow:var(--_shadow)}" +
  ":host [part=load-failed] p{margin:0}[part=load-failed] button{min-block-size:44px;margin-inline-end:16px;padding:0;text-decoration:underline}";

/** Says that the chat's script could not be loaded, and offers to try again. */
export type FailureNotice = ReturnType<typeof createFailureNotice>;

export function createFailureNotice(onRetry: () => void) {
  const element = document.createElement("div");
  const text = document.createElement("p");
  const button = document.createElement("button");
  element.setAttribute("part", "load-failed");
  text.setAttribute("role", "alert");
  button.addEventListener("click", () => {
    text.textContent = "";
    onRetry();
  });
  // The element's own children follow, because they are the other way to reach somebody.
  element.append(text, button, document.createElement("slot"));

  /** Says it, also again after a retry. */
  function say(given: Partial<typeof STUB_WORDS>): void {
    const words = { ...STUB_WORDS, ...given };
    text.textContent = words.network;
    button.textContent = words.tryAgain;
  }
  return { element, say };
}
