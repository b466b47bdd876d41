import { DEFAULT_MARKDOWN_LABELS, type MarkdownLabels } from "../markdown/index.js";
import type { RunErrorKind } from "../langgraph/errors.js";

/**
 * Every word a visitor meets, so that a page can speak its own language. Plain strings, because they
 * must also fit into attributes; `{max}` and the like are filled in.
 */
export interface Labels {
  /** Names the box. */
  question: string;
  ask: string;
  stop: string;
  /** Names the region of the answer. */
  answer: string;
  /** Copy the answer as it was written, or without its marks. */
  copyMarkdown: string;
  copyText: string;
  copied: string;
  copyFailed: string;
  youAsked: string;
  /** Before the first node is known to be at work. */
  working: string;
  /** When nothing has come for a while; shown and announced. */
  slow: string;
  /** Names the list of nodes. */
  progress: string;
  nodeWorking: string;
  nodeDone: string;
  /** A node that was at work when the run ended. */
  nodeUnfinished: string;
  /** Readable names of nodes: `{ retrieve: "Looking it up" }`. Nodes not named here show their own. */
  nodes: Readonly<Record<string, string>>;
  suggestions: string;
  stopped: string;
  tryAgain: string;
  /** On the button while a busy server asks for patience; `{seconds}` counts down. */
  tryAgainIn: string;
  /** Announced to screen readers as a run begins and ends. */
  answering: string;
  answerComplete: string;
  /** Describes the box; `{max}` is the limit. */
  maxChars: string;
  /** Shown near the limit; `{count}` and `{max}`. */
  charCount: string;
  /** Shown past the limit; `{over}` is how many characters must go. */
  tooLong: string;
  /** Names the floating button and its panel. */
  launcher: string;
  close: string;
  errors: Readonly<Record<RunErrorKind, string>>;
  /** Words inside the answer: of code blocks, tables, tasks and footnotes. */
  markdown: MarkdownLabels;
}

/** What a page may replace: any word, any single error, any word inside the answer. */
export type LabelOverrides = Partial<Omit<Labels, "errors" | "markdown">> & {
  errors?: Partial<Labels["errors"]>;
  markdown?: Partial<MarkdownLabels>;
};

export const DEFAULT_LABELS: Labels = {
  question: "Your question",
  ask: "Ask",
  stop: "Stop",
  answer: "Answer",
  copyMarkdown: "Copy as Markdown",
  copyText: "Copy as text",
  copied: "Copied",
  copyFailed: "Couldn’t copy",
  youAsked: "You asked",
  working: "Working…",
  slow: "Still working. This is taking longer than usual.",
  progress: "Progress",
  nodeWorking: "working",
  nodeDone: "done",
  nodeUnfinished: "not finished",
  nodes: {},
  suggestions: "Suggestions",
  stopped: "Stopped.",
  tryAgain: "Try again",
  tryAgainIn: "Try again in {seconds} s",
  answering: "Answering",
  answerComplete: "Answer complete",
  maxChars: "At most {max} characters.",
  charCount: "{count} of {max} characters",
  tooLong: "Too long by {over} characters.",
  launcher: "Get help",
  close: "Close",
  errors: {
    network: "The assistant can’t be reached. Check your connection and try again.",
    offline: "You’re offline. Try again once you’re connected.",
    timeout: "The assistant is taking too long. Please try again.",
    unauthorized: "The assistant isn’t available to you right now.",
    not_found: "The assistant isn’t available right now.",
    invalid_input: "That question couldn’t be handled here right now.",
    too_large: "That’s too long. Please make it shorter.",
    rate_limited: "The assistant is busy. Please wait a moment and try again.",
    budget_exceeded: "The assistant has reached its limit for now. Please come back later.",
    duplicate_request: "That question was already sent.",
    server: "Something went wrong at the assistant’s end. Please try again.",
    run_failed: "The assistant ran into a problem while answering. Please try again.",
    truncated: "The answer may be incomplete: the connection ended early.",
    no_answer:
      "The assistant finished without an answer. Try again, or put your question differently.",
    bad_response: "The assistant sent an unexpected reply. Please try again.",
    interrupted: "The assistant needs a person to decide something, so it can’t go on here.",
    config: "The assistant isn’t set up correctly on this page.",
  },
  markdown: DEFAULT_MARKDOWN_LABELS,
};

/** The default words with a page's own put over them. */
export function toLabels(overrides: LabelOverrides = {}): Labels {
  return {
    ...DEFAULT_LABELS,
    ...overrides,
    errors: { ...DEFAULT_LABELS.errors, ...overrides.errors },
    markdown: { ...DEFAULT_LABELS.markdown, ...overrides.markdown },
  };
}

/** Puts numbers into a label, written the page's way: `"At most {max} characters."` */
export function fillLabel(label: string, numbers: Readonly<Record<string, number>>): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const number = numbers[name];
    return number === undefined ? whole : number.toLocaleString("en");
  });
}
