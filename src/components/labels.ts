import { DEFAULT_MARKDOWN_LABELS, type MarkdownLabels } from "../markdown/index.js";
import type { RunErrorKind } from "../langgraph/errors.js";

/**
 * All words that visitors read or hear. Labels are plain strings, because some become attributes. Names in braces,
 * such as `{max}`, are replaced by numbers in the language of the page.
 */
export interface Labels {
  /** The label of the box. */
  question: string;
  ask: string;
  stop: string;
  /** The name of the answer's region. */
  answer: string;
  /** Copies the answer as the model wrote it. */
  copyMarkdown: string;
  /** Copies the answer without Markdown's marks. */
  copyText: string;
  copied: string;
  copyFailed: string;
  youAsked: string;
  /** Shown until the first node has sent something. */
  working: string;
  /** Shown and announced when the server has sent nothing for a while. */
  slow: string;
  /** The name of the list of nodes. */
  progress: string;
  nodeWorking: string;
  nodeDone: string;
  /** Shown for a node that was working when the run ended. */
  nodeUnfinished: string;
  /** Readable names of nodes: `{ retrieve: "Looking it up" }`. Nodes without one are shown by their own names. */
  nodes: Readonly<Record<string, string>>;
  suggestions: string;
  stopped: string;
  tryAgain: string;
  /** On the button while a busy server asks for patience. `{seconds}` counts down. */
  tryAgainIn: string;
  /** Announced to screen readers when a run begins. */
  answering: string;
  /** Announced to screen readers when a run succeeds. */
  answerComplete: string;
  /** Describes the box. `{max}` is the limit in characters. */
  maxChars: string;
  /** Shown near the limit. `{count}` is the number of characters in the box, `{max}` the limit. */
  charCount: string;
  /** Shown past the limit. `{over}` is the number of characters to remove. */
  tooLong: string;
  /** The name of the floating button, and of its panel if there is no title. */
  launcher: string;
  close: string;
  errors: Readonly<Record<RunErrorKind, string>>;
  /** Words inside the answer, for code blocks, tables, tasks and footnotes. */
  markdown: MarkdownLabels;
}

/** The words that a page replaces. Each word can be replaced alone, in `errors` and `markdown` too. */
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
    network: "The assistant can’t be reached right now. Please try again in a moment.",
    offline: "You’re offline at the moment. You can try again once you’re connected.",
    timeout: "The assistant is taking too long. Please try again.",
    unauthorized: "The assistant isn’t available to you right now.",
    not_found: "The assistant isn’t available right now.",
    invalid_input: "The assistant couldn’t read this question.",
    too_large: "This is more than the assistant can handle. A shorter question may work.",
    rate_limited: "The assistant is busy. Please wait a moment and try again.",
    budget_exceeded: "The assistant has reached its limit for now. Please come back later.",
    duplicate_request: "This question has already been sent.",
    server: "Something went wrong at the assistant’s end. Please try again.",
    run_failed: "The assistant ran into a problem while answering. Please try again.",
    truncated: "The connection ended early, so the answer may be incomplete.",
    no_answer:
      "The assistant finished without an answer. You can try again, or ask in other words.",
    bad_response: "The assistant sent an unexpected reply. Please try again.",
    interrupted: "The assistant needs a person to decide something, so it can’t go on here.",
    config: "The assistant isn’t set up correctly on this page.",
  },
  markdown: DEFAULT_MARKDOWN_LABELS,
};

/** The default words, replaced where the page gives its own. */
export function toLabels(overrides: LabelOverrides = {}): Labels {
  return {
    ...DEFAULT_LABELS,
    ...overrides,
    errors: { ...DEFAULT_LABELS.errors, ...overrides.errors },
    markdown: { ...DEFAULT_LABELS.markdown, ...overrides.markdown },
  };
}
