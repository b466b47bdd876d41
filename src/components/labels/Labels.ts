import type { RunErrorKind } from "../../langgraph/errors.js";
import type { MarkdownLabels } from "../../markdown/index.js";
import type { Overrides } from "../../markdown/react/labels.js";

/**
 * All words that visitors read or hear. Labels are plain strings, because some become attributes. Names in braces,
 * such as `{max}`, are replaced by values; numbers are written in the language of the page. No word depends on a number,
 * because languages have up to six plural forms.
 */
export interface Labels {
  /** The label of the box. */
  question: string;
  /** The name of the button that asks. */
  ask: string;
  /** The name of the same button while a run goes on. */
  stop: string;
  /** The name of the list of suggested questions. */
  suggestions: string;
  /** Describes the box. `{max}` is the limit in characters. */
  maxChars: string;
  /** Shown near the limit. `{count}` is the number of characters in the box, `{max}` the limit. */
  charCount: string;
  /** Shown past the limit. `{over}` is the number of characters to remove. */
  tooLong: string;
  /** A line under the box. Without it, visitors expect the assistant to remember. */
  note: string;

  /** The name of the consent step, which comes before the first question. */
  consent: string;
  /** The button that agrees to the consent text. */
  consentAccept: string;

  /** Comes before the question, for screen readers only. */
  youAsked: string;
  /** Shown until the answer begins, while no visible step is working. */
  working: string;
  /** Shown and announced when the server has sent nothing for a while. */
  slow: string;
  /** Shown after the visitor has stopped the run. */
  stopped: string;

  /** The name of the list of steps, and of the progress bar of a custom event. */
  progress: string;
  /** Sums up the list of steps while it is closed. `{count}` is the number of steps. */
  stepCount: string;
  /** The state of a node that has a name in `nodeLabels` and has not begun. */
  nodeWaiting: string;
  /** The state of a node or tool that works. */
  nodeWorking: string;
  /** The state of a node or tool that has finished. */
  nodeDone: string;
  /** The state of a node or tool that has failed. */
  nodeFailed: string;
  /** The state of a node that was working when the run ended. */
  nodeUnfinished: string;
  /** The name of the list of tool calls. */
  toolCalls: string;
  /** Heads what a tool was given. */
  toolArguments: string;
  /** Heads what a tool gave back. */
  toolResult: string;
  /** Opens what the model thought before it answered. */
  reasoning: string;

  /** The name of the question with everything that belongs to the answer, where that scrolls. */
  result: string;
  /** The name of the answer's region. */
  answer: string;
  /** The button that scrolls to the newest line of a streaming answer. */
  jumpToEnd: string;
  /** The name of the list of sources. */
  sources: string;

  /** The name of the row of buttons under the answer. */
  actions: string;
  /** Copies the answer. */
  copy: string;
  /** Copies the answer as the model wrote it. */
  copyMarkdown: string;
  /** Shown and announced after copying. */
  copied: string;
  /** Shown and announced if the browser refuses to copy. */
  copyFailed: string;
  /** The button that asks the same question once more, after a complete answer. */
  askAgain: string;
  /** How long the answer took. `{seconds}` is the number of seconds, which may have one decimal. */
  timeTaken: string;

  /** The name of the group of the two thumbs. */
  feedback: string;
  /** The button with the thumb up. */
  helpful: string;
  /** The button with the thumb down. */
  notHelpful: string;
  /** Asks for a reason after the thumb down. */
  feedbackReason: string;
  /** The reasons that visitors choose from, in this order. The keys go to `onFeedback`, the words are shown. */
  reasons: Readonly<Record<string, string>>;
  /** The label of the box for a comment. */
  feedbackComment: string;
  /** The button that sends reason and comment. */
  feedbackSend: string;
  /** Shown and announced after the feedback has been sent. */
  feedbackThanks: string;
  /** Shown and announced if the feedback could not be sent. */
  feedbackFailed: string;

  /** Heads the way to a person, which is offered when the assistant could not help. */
  contact: string;
  /** The button that asks again after an error or a stop. */
  tryAgain: string;
  /** On the same button while a busy server asks for patience. `{seconds}` counts down. */
  tryAgainIn: string;
  /** The same for two minutes and more. `{minutes}` counts down. */
  tryAgainInMinutes: string;
  /** Announced when that time is over, and shown once a visitor who was offline is connected again. */
  canTryAgain: string;
  /** What went wrong and what to do next, for each kind of error. */
  errors: Readonly<Record<RunErrorKind, string>>;
  /** Shown after the error `interrupted`. `{request}` is what the graph asked for. */
  interruptRequest: string;

  /** Announced when a run begins. */
  answering: string;
  /** Announced when a run succeeds. */
  answerComplete: string;
  /** Announced before an answer that replaces one that was announced. */
  answerChanged: string;

  /** The name of the floating button, and of its panel if there is no title. */
  launcher: string;
  /** The name of the floating button where a shortcut opens it. `{name}` is its name, `{shortcut}` the key. */
  withShortcut: string;
  /** The button that closes the panel. */
  close: string;

  /** Words inside the answer, for code blocks, tables, tasks and footnotes. */
  markdown: MarkdownLabels;
}

/** The words that a page replaces. Each word can be replaced alone, in `errors` and `markdown` too. `undefined` replaces none. */
export type LabelOverrides = Overrides<Omit<Labels, "errors" | "markdown">> & {
  errors?: Overrides<Labels["errors"]> | undefined;
  markdown?: Overrides<MarkdownLabels> | undefined;
};
