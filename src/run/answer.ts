/** Which words are the answer: while the run streams, and at its end. */
import type { RunMessage } from "../langgraph/events.js";
import { everReturned, messagesOf, type Returned } from "./returned.js";
import type { AnswerOptions, RunSnapshot } from "./types.js";

/** The options that decide which words are the answer. */
export type AnswerRules<State, Update> = Pick<
  AnswerOptions<State, Update>,
  "answerNodes" | "getAnswer"
>;

/** What is shown while the run streams: what `getAnswer` gives, or the words that are being said. */
export function shownAnswer<State, Update>(
  run: Pick<RunSnapshot<State, Update>, "messages" | "updates" | "values">,
  rules: AnswerRules<State, Update>,
): string {
  return stateAnswer(run, rules) ?? lastWords(run.messages, rules.answerNodes);
}

/**
 * The answer of a run that is complete: the last AI message with words in the graph's own list. A graph whose
 * nodes returned no AI message at all may still have spoken; then the last words that were streamed count.
 *
 * @throws what `getAnswer` throws, and a `TypeError` where it returns something else than a text
 */
export function finalAnswer<State, Update>(
  run: RunSnapshot<State, Update>,
  returned: readonly Returned[],
  rules: AnswerRules<State, Update> & { readonly acceptsToolAnswer: boolean },
): string {
  const stated: unknown = rules.getAnswer?.(run.updates, run.values);
  if (typeof stated === "string") return stated;
  if (stated !== undefined && stated !== null) throw notText(stated);
  const { answerNodes, acceptsToolAnswer } = rules;
  const messages = withNodes(messagesOf(returned), run.messages);
  const last = messages.at(-1);
  if (acceptsToolAnswer && last?.type === "tool" && hasWords(last)) return last.text;
  // A message that the graph removed later counts here too. Without it, words that no node returned would become the answer.
  const hasAnswered = withNodes(everReturned(returned), run.messages).some((message) =>
    isAnswer(message, answerNodes),
  );
  return lastWords(hasAnswered ? messages : run.messages, answerNodes);
}

/**
 * A root node that returns the messages of its subgraph, and a whole state, do not say which node spoke. The
 * stream did, so the nodes are taken from there.
 */
function withNodes(
  messages: readonly RunMessage[],
  streamed: readonly RunMessage[],
): readonly RunMessage[] {
  const nodesById = new Map(streamed.map(({ id, nodes }) => [id, nodes]));
  return messages.map((message) => ({
    ...message,
    nodes: nodesById.get(message.id) ?? message.nodes,
  }));
}

/** `getAnswer` sees half a state while the run streams, so there an error means "not known yet". */
function stateAnswer<State, Update>(
  run: Pick<RunSnapshot<State, Update>, "updates" | "values">,
  { getAnswer }: AnswerRules<State, Update>,
): string | undefined {
  try {
    const stated: unknown = getAnswer?.(run.updates, run.values);
    ignoreRejection(stated);
    return typeof stated === "string" ? stated : undefined;
  } catch {
    return undefined;
  }
}

function notText(stated: unknown): TypeError {
  ignoreRejection(stated);
  const what = stated instanceof Promise ? "a promise" : `a value of type ${typeof stated}`;
  return new TypeError(
    `getAnswer returned ${what}; return a string, or undefined for "not known".`,
  );
}

/** An asynchronous `getAnswer` is a mistake that the end of the run reports. Its rejection must not reach the page. */
function ignoreRejection(stated: unknown): void {
  if (stated instanceof Promise) stated.catch(() => {});
}

function lastWords(
  messages: readonly RunMessage[],
  answerNodes: readonly string[] | undefined,
): string {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at];
    if (message && hasWords(message) && isAnswer(message, answerNodes)) return message.text;
  }
  return "";
}

/** Models that call tools often say an empty line besides, which would leave the visitor with nothing to read. */
function hasWords({ text }: RunMessage): boolean {
  return text.trim() !== "";
}

/** Whether an AI message comes from a node whose words count; those of unknown origin always do. */
function isAnswer(
  { type, nodes }: RunMessage,
  answerNodes: readonly string[] | undefined,
): boolean {
  if (type !== "ai") return false;
  return !answerNodes || nodes.length === 0 || nodes.some((node) => answerNodes.includes(node));
}
