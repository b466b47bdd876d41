import { DEFAULT_MARKDOWN_LABELS } from "../../markdown/index.js";
import type { Labels } from "./Labels.js";

/** The English words. */
export const DEFAULT_LABELS: Labels = {
  question: "Your question",
  ask: "Ask",
  stop: "Stop",
  suggestions: "Suggestions",
  maxChars: "At most {max} characters.",
  charCount: "{count} of {max} characters",
  tooLong: "Too long. Characters to remove: {over}",
  note: "Each question is answered on its own.",

  consent: "Before you ask",
  consentAccept: "Agree and continue",

  youAsked: "You asked",
  working: "Working…",
  slow: "Still working. This is taking longer than usual.",
  stopped: "Stopped.",

  progress: "Progress",
  stepCount: "Steps: {count}",
  nodeWaiting: "waiting",
  nodeWorking: "working",
  nodeDone: "done",
  nodeFailed: "failed",
  nodeUnfinished: "not finished",
  toolCalls: "Tools used",
  toolArguments: "Input",
  toolResult: "Result",
  reasoning: "Reasoning",

  answer: "Answer",
  jumpToEnd: "Jump to the end",
  sources: "Sources",

  actions: "Actions for this answer",
  copy: "Copy",
  copyMarkdown: "Copy as Markdown",
  copied: "Copied",
  copyFailed: "Couldn’t copy",
  askAgain: "Ask again",
  timeTaken: "Answered in {seconds} s",

  feedback: "Was this answer helpful?",
  helpful: "Helpful",
  notHelpful: "Not helpful",
  feedbackReason: "What was wrong?",
  reasons: {
    incorrect: "It isn’t correct",
    incomplete: "Something is missing",
    off_topic: "It doesn’t answer my question",
    unclear: "It’s hard to understand",
    other: "Something else",
  },
  feedbackComment: "Comment (optional)",
  feedbackSend: "Send",
  feedbackThanks: "Thank you for your feedback.",
  feedbackFailed: "Your feedback couldn’t be sent. Please try again.",

  contact: "Do you need more help?",
  tryAgain: "Try again",
  tryAgainIn: "Try again in {seconds} s",
  tryAgainInMinutes: "Try again in {minutes} min",
  canTryAgain: "You can try again now.",
  errors: {
    network: "The assistant can’t be reached right now. Please try again in a moment.",
    offline: "You’re offline at the moment. You can try again once you’re connected.",
    timeout: "The assistant is taking too long. Please try again.",
    unauthorized: "The assistant isn’t available to you right now. Reloading the page may help.",
    not_found: "The assistant isn’t available right now. Please try again later.",
    invalid_input: "The assistant couldn’t read this question. Please ask in other words.",
    too_large: "This is more than the assistant can handle. A shorter question may work.",
    rate_limited: "The assistant is busy. Please wait a moment and try again.",
    budget_exceeded: "The assistant has reached its limit for now. Please come back later.",
    duplicate_request: "This question has already been sent. You can ask it again.",
    server: "Something went wrong at the assistant’s end. Please try again.",
    run_failed: "The assistant ran into a problem while answering. Please try again.",
    truncated: "The connection ended early, so the answer may be incomplete. You can try again.",
    no_answer:
      "The assistant finished without an answer. You can try again, or ask in other words.",
    bad_response: "The assistant sent an unexpected reply. Please try again.",
    interrupted: "The assistant needs a person to decide something, so it can’t go on here.",
    config: "The assistant isn’t set up correctly on this page.",
  },
  interruptRequest: "It asked for: {request}",

  answering: "Answering",
  answerComplete: "Answer complete",
  answerChanged: "The answer has changed.",

  launcher: "Get help",
  withShortcut: "{name} (press {shortcut})",
  close: "Close",

  markdown: DEFAULT_MARKDOWN_LABELS,
};
