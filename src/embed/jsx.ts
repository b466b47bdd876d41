/**
 * The entry oneshot-chat/embed/jsx: the elements in the JSX of React 18 and 19. It has types only:
 *
 * ```ts
 * import type {} from "oneshot-chat/embed/jsx";
 * ```
 *
 * Lists and objects are written as JSON there, because React makes an attribute of what it does not know as a property.
 */
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { BOT_ATTRIBUTES, CHAT_ATTRIBUTES } from "./app/attributes.js";
import type { FaqBotElement, OneShotChatElement, OneShotEventMap } from "./elements.js";

type Attributes<Table> = { [Name in keyof Table]?: string | number | boolean | undefined };

/** React 19 listens for the event `oneshot-ask` with `ononeshot-ask`. */
type Listeners = {
  [Name in keyof OneShotEventMap as `on${Name}`]?:
    ((event: OneShotEventMap[Name]) => void) | undefined;
};

type Props<Element, Table> = DetailedHTMLProps<
  HTMLAttributes<Element> & Attributes<Table> & Listeners,
  Element
>;

/** The elements and their attributes. */
export interface OneShotIntrinsicElements {
  "faq-bot": Props<FaqBotElement, typeof CHAT_ATTRIBUTES & typeof BOT_ATTRIBUTES>;
  "oneshot-chat": Props<OneShotChatElement, typeof CHAT_ATTRIBUTES>;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends OneShotIntrinsicElements {}
  }
}
