/** The entry oneshot-chat/embed/elements: the classes of the custom elements, which it does not register. */
import { FaqBotElement } from "./FaqBotElement.js";
import { OneShotChatElement } from "./OneShotChatElement.js";
import type { OneShotEventMap } from "./events.js";

export { FaqBotElement, OneShotChatElement };
export type { BotProperties, ChatProperties } from "./app/attributes.js";
export type { OneShotDetails, OneShotEventMap } from "./events.js";

/**
 * Registers `<faq-bot>` and `<oneshot-chat>`. A name that is taken stays as it is, so a page may call it twice. Never throws:
 * where a name cannot be registered, the console says so, and visitors see the children of the element.
 */
export function defineElements(): void {
  define("faq-bot", FaqBotElement);
  define("oneshot-chat", OneShotChatElement);
}

function define(name: string, element: CustomElementConstructor): void {
  const taken = customElements.get(name);
  try {
    if (!taken) customElements.define(name, element);
    // A second copy of this script finds the elements of the first one.
    else if (!("ask" in taken.prototype))
      console.error(
        `oneshot-chat: another script has defined <${name}>; register our class under another name`,
      );
  } catch (error) {
    console.error(`oneshot-chat: <${name}> cannot be defined`, error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "faq-bot": FaqBotElement;
    "oneshot-chat": OneShotChatElement;
  }
  interface HTMLElementEventMap extends OneShotEventMap {}
  interface DocumentEventMap extends OneShotEventMap {}
  interface WindowEventMap extends OneShotEventMap {}
}
