/**
 * What an owner can say about an element, in one table. An attribute's property has the same name in camel case:
 * `api-url` is `apiUrl`. What is no data has a property only.
 */
import type { RunConnection } from "../../langgraph/options.js";
import type { OneShotChatLooks } from "../../components/chat/looks.js";
import type { FaqBotLooks } from "../../components/launcher/types.js";
import type { RunOptions } from "../../run/types.js";

/**
 * How an attribute is written. A property has the value itself, or the attribute's text.
 *
 * - `text`: as it is.
 * - `flag`: the attribute alone is yes, and so is its own name; `="false"` is no.
 * - `number`: 0 or more. `count`: a whole number from 1. `offset`: a number, or a JSON object of them.
 * - `texts`: a JSON list of texts. `names`: a JSON object of texts. `words`: the same, also one level deeper.
 * - `headers`: a JSON object of what browsers send as headers. The property may be a function.
 * - `object`: a JSON object. `json`: any JSON.
 * - `url`: an address, see `checkApiUrl`. `selector`: a CSS selector. The property may be an element.
 * - `function`: a property only.
 * - a list: one of these words. `texts` in it also allows a JSON list of any texts, `list` one of these words.
 */
export type Kind =
  | "text"
  | "flag"
  | "number"
  | "count"
  | "offset"
  | "texts"
  | "names"
  | "headers"
  | "words"
  | "object"
  | "json"
  | "url"
  | "selector"
  | "function"
  | readonly string[];

/** The attributes of both elements. */
export const CHAT_ATTRIBUTES = {
  "api-url": "url",
  "assistant-id": "text",
  headers: "headers",
  mode: ["stream", "wait"],
  "stream-mode": [
    "values",
    "updates",
    "messages",
    "messages-tuple",
    "custom",
    "tasks",
    "debug",
    "events",
    "checkpoints",
    "tools",
    "list",
  ],
  "stream-subgraphs": "flag",
  config: "object",
  context: "json",
  metadata: "object",
  "merge-deltas": "flag",
  "cancel-on-stop": "flag",
  "confirm-end": "flag",
  "answer-nodes": "texts",
  "expects-answer": "flag",
  "accepts-tool-answer": "flag",
  "expose-server-messages": "flag",
  "slow-after-ms": "number",
  "first-event-timeout-ms": "number",
  "idle-timeout-ms": "number",
  "run-timeout-ms": "number",
  "max-question-chars": "count",
  "max-answer-chars": "count",
  "max-event-bytes": "count",
  "max-events": "count",

  heading: "text",
  greeting: "text",
  placeholder: "text",
  suggestions: "texts",
  disclaimer: "text",
  note: "flag",
  "consent-text": "text",
  "consent-remember": ["session", "always"],
  labels: "words",
  theme: ["auto", "light", "dark", "class"],
  "dark-class": "text",
  "node-labels": "names",
  steps: ["auto", "always", "never"],
  links: ["all", "sources", "texts"],
  "allowed-image-prefixes": "texts",
  feedback: "flag",
  unstyled: "flag",
} as const satisfies Record<string, Kind>;

/** The attributes that only `<faq-bot>` has. */
export const BOT_ATTRIBUTES = {
  open: "flag",
  position: ["bottom-end", "bottom-start", "bottom-right", "bottom-left"],
  offset: "offset",
  opener: "selector",
  shortcut: "text",
  label: "text",
} as const satisfies Record<string, Kind>;

/** What has no attribute, because it is a function or an object with functions. */
export const PROPERTIES_ONLY = [
  "client",
  "fetch",
  "toInput",
  "getAnswer",
  "getSources",
  "onRunCreated",
  "onEvent",
  "onUpdate",
  "onCustomEvent",
  "onFinish",
  "onError",
] as const;

/** Either connection, with every field optional: an element may get its attributes one after the other. */
type Connection = {
  [Name in "apiUrl" | "headers" | "fetch" | "client"]?: RunConnection[Name];
};

/** The properties of both elements: those of the React component, and a few of plain text in place of React nodes. */
export interface ChatProperties
  extends
    Connection,
    Partial<Omit<RunOptions, keyof Connection>>,
    Pick<
      OneShotChatLooks,
      | "placeholder"
      | "suggestions"
      | "note"
      | "labels"
      | "nodeLabels"
      | "steps"
      | "links"
      | "allowedImagePrefixes"
      | "getSources"
      | "unstyled"
    > {
  /** The title above the box, and of the panel. HTML would show an attribute `title` as a tooltip. */
  heading?: string | undefined;
  /** Plain text below the title until the first question. A child with `slot="greeting"` takes its place. */
  greeting?: string | undefined;
  /** Plain text in small print. A child with `slot="disclaimer"` takes its place. */
  disclaimer?: string | undefined;
  /** What a visitor agrees to before the first question is sent. */
  consentText?: string | undefined;
  /** See `consent.remember` of the React component. */
  consentRemember?: "session" | "always" | undefined;
  /** The colours: `"class"` is dark inside an element with the class `darkClass`. Default `"auto"`. */
  theme?: "auto" | "light" | "dark" | "class" | undefined;
  /** The class that `theme="class"` looks for. Default `"dark"`. */
  darkClass?: string | undefined;
  /**
   * Shows thumbs under each answer, which fire `oneshot-feedback`. Behind a gateway that takes feedback, they are there
   * anyway. Default false.
   */
  feedback?: boolean | undefined;
}

/** The properties of `<faq-bot>`. */
export interface BotProperties
  extends ChatProperties, Pick<FaqBotLooks, "position" | "shortcut" | "offset"> {
  /** Whether the panel is open. The attribute follows it. */
  open?: boolean | undefined;
  /** Elements of the page that open and close the panel: a CSS selector or an element. */
  opener?: string | Element | undefined;
  /** Words beside the icon of the button. */
  label?: string | undefined;
}

/** `api-url` → `apiUrl`. */
export function toProperty(attribute: string): string {
  return attribute.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
