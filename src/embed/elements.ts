/** The entry oneshot-chat/embed/elements: the classes of the custom elements, which it does not register. */
import { FaqBotElement } from "./FaqBotElement.js";
import { OneShotChatElement } from "./OneShotChatElement.js";
import type { OneShotEventMap } from "./events.js";

export { FaqBotElement, OneShotChatElement };
export type { BotProperties, ChatProperties } from "./app/attributes.js";
export type { OneShotDetails, OneShotEventMap } from "./events.js";

/** Registers `<faq-bot>` and `<oneshot-chat>`. A name that is taken stays as it is, so that a page may call it twice. */
export function defineElements(): void {
  if (!customElements.get("faq-bot")) customElements.define("faq-bot", FaqBotElement);
  if (!customElements.get("oneshot-chat"))
    customElements.define("oneshot-chat", OneShotChatElement);
}

declare global {
  interface HTMLElementTagNameMap {
    "faq-bot": FaqBotElement;
    "oneshot-chat": OneShotChatElement;
  }
  interface HTMLElementEventMap extends OneShotEventMap {}
}
