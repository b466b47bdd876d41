/**
 * Tells whoever sets the page up what is wrong. Visitors read plain words on the page; without these lines, a
 * wrong address or a misspelt assistant would leave the console empty.
 */
import type { RunError, RunErrorKind } from "../langgraph/errors.js";

/** Options that can never work are reported in production too, because the page cannot work with them. */
export function reportMistake(mistake: RunError | undefined): void {
  if (mistake) console.error(`oneshot-chat: ${mistake.message}`);
}

/** Logs one sentence with the likely fix, and what the server said. In development only. */
export function reportForDevelopers(error: RunError): void {
  try {
    // Bundlers replace this whole name, and then remove the call and its sentences from production code.
    if (process.env.NODE_ENV !== "production") warn(error);
  } catch {
    // A browser without a bundler has no `process`, and gets no warning.
  }
}

/** The likely fixes of errors that are more often a mistake in the setup than a visitor's bad luck. */
const FIXES: Partial<Record<RunErrorKind, string>> = {
  config: "Fix it as the sentence says.",
  network:
    "Check apiUrl, that the server runs, and that its CORS settings allow this page; browsers report a CORS refusal as a failed connection.",
  not_found: "Check assistantId, and the path of apiUrl.",
  invalid_input: "Compare the graph's input with what toInput returns.",
  unauthorized: "Send a token with headers, or with defaultHeaders of your client.",
  bad_response: "Check that apiUrl is the address of a LangGraph server, and not of a web page.",
  no_answer: "getAnswer can take the answer from a key of the state, an update or a custom event.",
};

function warn(error: RunError): void {
  const fix = FIXES[error.kind];
  if (!fix) return;
  const words = serverWords(error.cause);
  console.warn(`oneshot-chat: ${error.message} ${fix}`, ...(words === undefined ? [] : [words]));
}

/** The text of an HTTP error is what the server said; of anything else, the cause itself is. */
function serverWords(cause: unknown): unknown {
  return cause instanceof Error && "text" in cause && cause.text ? cause.text : cause;
}
