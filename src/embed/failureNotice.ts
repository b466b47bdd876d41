import { STUB_WORDS } from "./words.js";

/** Says that the chat's script could not be loaded, and offers to try again. */
export function createFailureNotice(
  given: Partial<typeof STUB_WORDS>,
  onRetry: () => void,
): HTMLElement {
  const words = { ...STUB_WORDS, ...given };
  const notice = document.createElement("div");
  notice.className = "osc-load-failed";
  notice.setAttribute("part", "load-failed");
  const text = document.createElement("p");
  text.setAttribute("role", "alert");
  text.textContent = words.network;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.tryAgain;
  button.addEventListener("click", onRetry);
  notice.append(text, button);
  return notice;
}
