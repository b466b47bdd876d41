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
import type { BOT_ATTRIBUTES, CHAT_ATTRIBUTES, Kind } from "./app/attributes.js";
import type { FaqBotElement, OneShotChatElement, OneShotEventMap } from "./elements.js";

/** The flags that are on by default. React 19 leaves out an attribute that is `false`, so only the text turns them off. */
type OnByDefault = "merge-deltas" | "cancel-on-stop" | "confirm-end" | "expects-answer" | "note";

/** What an attribute of this kind can be. JSON is any text, because `JSON.stringify` returns no narrower type. */
type ValueOf<Given extends Kind> = Given extends "flag"
  ? boolean | "" | "true" | "false"
  : Given extends "number" | "count"
    ? number | `${number}`
    : Given extends "offset"
      ? number | string
      : Given extends readonly (infer Word)[]
        ? Word extends "texts" | "list"
          ? string
          : Word
        : string;

type Attributes<Table extends Record<string, Kind>> = {
  [Name in keyof Table]?:
    | (Name extends OnByDefault ? Exclude<ValueOf<Table[Name]>, false> : ValueOf<Table[Name]>)
    | undefined;
};

/** React 19 listens for the event `oneshot-ask` with `ononeshot-ask`. */
type Listeners = {
  [Name in keyof OneShotEventMap as `on${Name}`]?:
    ((event: OneShotEventMap[Name]) => void) | undefined;
};

/** React 18 writes `className` into an attribute of that name, so a class is `class` in both. */
interface ElementClass {
  class?: string | undefined;
}

type Props<Element, Table extends Record<string, Kind>> = DetailedHTMLProps<
  HTMLAttributes<Element> & ElementClass & Attributes<Table> & Listeners,
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
