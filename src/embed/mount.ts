import type { BotProperties } from "./app/attributes.js";
import { FaqBotElement } from "./FaqBotElement.js";
import { OneShotChatElement } from "./OneShotChatElement.js";

/** What a page says when it mounts a chat by script: the properties of the element, and which one. */
export interface MountOptions extends BotProperties {
  /** Which element is made. Default `"faq-bot"`. */
  element?: "faq-bot" | "oneshot-chat" | undefined;
}

/** What a page can do with a mounted chat. */
export interface Mounted {
  /** Opens the panel of a `faq-bot`, which takes the focus. Does nothing for a `oneshot-chat`. */
  open(): void;
  /** Closes the panel. A run goes on. */
  close(): void;
  /** Asks a question as the box does. */
  ask(question: string): void;
  /** Stops the run and removes the element. */
  destroy(): void;
  /** Whether the panel is open. A `oneshot-chat` always is. */
  readonly isOpen: boolean;
}

/**
 * Makes a `<faq-bot>` or a `<oneshot-chat>` at the end of an element.
 *
 * ```js
 * OneShotChat.mount("body", { apiUrl: "/ask", assistantId: "faq", heading: "Questions?" });
 * ```
 *
 * @param target the element, or a CSS selector of it
 * @throws if there is no such element, no `assistantId` or nothing to ask, if the page has an element of that name
 * itself, or if an option is a property that every element has, such as `title`
 */
export function mount(target: Element | string, options: MountOptions): Mounted {
  const { element: tag = "faq-bot", ...properties } = options;
  const place = typeof target === "string" ? document.querySelector(target) : target;
  const element = document.createElement(tag);
  if (!(place instanceof Element))
    throw mistake(`no element is "${String(target)}"; call it once the element is on the page`);
  if (!(element instanceof OneShotChatElement))
    throw mistake(`<${tag}> is not ours; pass "faq-bot" or "oneshot-chat" as element`);
  if (!properties.assistantId || !(properties.apiUrl ?? properties.client))
    throw mistake('pass apiUrl and assistantId, such as { apiUrl: "/ask", assistantId: "faq" }');
  for (const name of Object.keys(properties))
    // Such as `innerHTML`, which would run what an attacker wrote into the options, or `title`, which would be a tooltip.
    if (name in HTMLElement.prototype) throw mistake(`leave out "${name}", which is no option`);
  Object.assign(element, properties);
  place.append(element);
  const bot = element instanceof FaqBotElement ? element : undefined;
  return {
    open: () => bot?.show(),
    close: () => bot?.close(),
    ask: (question) => element.ask(question),
    destroy: () => element.remove(),
    get isOpen() {
      return bot?.open ?? true;
    },
  };
}

function mistake(text: string): Error {
  return new Error(`OneShotChat.mount: ${text}`);
}
