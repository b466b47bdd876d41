import type { ReactNode } from "react";
import type { RunErrorKind } from "../../langgraph/errors.js";
import type { MarkdownProps } from "../../markdown/index.js";
import type { LabelOverrides } from "../labels/Labels.js";
import type { AnyGetSources } from "../sources/findSources.js";
import type { OneShotChatStyle } from "../styles/OneShotChatStyle.js";
import type { Theme } from "../styles/useTheme.js";
import type { AnyRun } from "./AnyRun.js";

/** What a visitor thinks of an answer, and the run that gave it. */
export interface VisitorFeedback {
  readonly value: "up" | "down";
  /** A key of `labels.reasons`. */
  readonly reason?: string;
  readonly comment?: string;
  readonly run: AnyRun;
}

/** What a visitor agrees to before the first question is sent. */
export interface ConsentStep {
  readonly text: ReactNode;
  /**
   * `"session"` remembers it until the tab closes, `"always"` in this browser. Default: until the page is left. Where the
   * browser refuses to store it, the visitor is asked again on the next page. If `text` is a string, another text is asked
   * for again.
   */
  readonly remember?: "session" | "always" | undefined;
}

/** Declared as a method, so that a page may state the type of its own events. Nothing checks it at run time. */
type CustomEventRenderer = { render(data: unknown): ReactNode }["render"];

/** Callbacks for analytics. They get no words of the visitor and none of the answer. Times are in milliseconds. */
export interface AnalyticsCallbacks {
  onAsked?: (() => void) | undefined;
  /** The first words of the answer are visible. `ms` counts from the question. */
  onFirstToken?: ((time: { readonly ms: number }) => void) | undefined;
  onFinished?: ((time: { readonly ms: number }) => void) | undefined;
  onStopped?: (() => void) | undefined;
  onFailed?: ((failure: { readonly kind: RunErrorKind }) => void) | undefined;
  /** A link in the answer or in its sources, and no link of a slot. The browser follows it as usual. */
  onLinkClicked?: ((link: { readonly url: string }) => void) | undefined;
}

/** The words and the look of the chat: what `OneShotChat`, `FaqBot` and the part `Root` have in common. */
export interface OneShotChatLooks
  extends Pick<MarkdownProps, "components" | "allowedImagePrefixes" | "links">, AnalyticsCallbacks {
  /** A heading above the box. It also names the region for screen readers. */
  title?: string | undefined;
  /** Shown below the title until the first question is asked. */
  greeting?: ReactNode;
  /** Default: the label of the box, unless the label itself is visible because there is no title. */
  placeholder?: string | undefined;
  /** Questions that are offered as buttons until the first one is asked. */
  suggestions?: readonly string[] | undefined;
  /** Shown in small print below the box, such as a word on privacy. */
  disclaimer?: ReactNode;
  /** Whether a line says that each question is answered on its own. Default: yes. */
  note?: boolean | undefined;
  /** A step before the first question. Nothing is sent before the visitor agrees. */
  consent?: ConsentStep | undefined;
  /** Replaces words; see {@link LabelOverrides}. */
  labels?: LabelOverrides | undefined;
  /** Which colours the component has; see {@link Theme}. Default: `"auto"`. */
  theme?: Theme | undefined;
  /**
   * Names of the graph's nodes for visitors, in the order in which they usually run: `{ retrieve: "Searching the docs" }`.
   * Nodes without a name are not shown then. Tools may have names here too; a tool without one keeps its own. Default: all
   * nodes, by their own names.
   */
  nodeLabels?: Readonly<Record<string, string>> | undefined;
  /**
   * When the steps of the graph are shown. `"auto"` folds them once the answer is complete; `"never"` also hides tool calls
   * and reasoning. Default: `"auto"`.
   */
  steps?: "auto" | "always" | "never" | undefined;
  /** Shows an event that the graph sends. `undefined` leaves it to the default: a bar for events with a percentage. */
  renderCustomEvent?: CustomEventRenderer | undefined;
  /**
   * Shows thumbs under a complete answer and gets what visitors press: once for the thumb, and again if they add a reason
   * or a comment. If it throws or rejects, the visitor reads that the feedback could not be sent, and one `console.error`
   * says why.
   */
  onFeedback?: ((feedback: VisitorFeedback) => void | Promise<void>) | undefined;
  /** A way to a person, offered after errors and after a thumb down. It may be a function of the question. */
  contact?: ReactNode | ((question: string) => ReactNode);
  /**
   * Takes the sources of the answer from the run, in the order of the `[1]` marks, and replaces those that the run itself
   * gives. It is called again when the state, an update, an event or a message comes, and not for a token. What it returns is
   * checked before it is shown. If it throws in a run that succeeded, one `console.error` says so.
   */
  getSources?: AnyGetSources | undefined;
  /** Leaves out our class names, so that `styles.css` changes nothing. `data-part` stays to style by. Default: no. */
  unstyled?: boolean | undefined;
  className?: string | undefined;
  /** An inline style, which may set our custom properties. */
  style?: OneShotChatStyle | undefined;
  /** Replaces the parts of the default layout. The entry `oneshot-chat/parts` has them. */
  children?: ReactNode;
}

/** Attributes of elements that no option of a run is named like. */
const ATTRIBUTE = /^(id|lang|dir|role|data-.+|aria-.+)$/;

/** The attributes among a component's props. */
export function pickAttributes(props: object): object {
  return Object.fromEntries(Object.entries(props).filter(([name]) => ATTRIBUTE.test(name)));
}
