import type { FaqEntry } from "./parseEntry.js";
import { termsOf } from "./termsOf.js";

/** The answer if no entry covers the question. It says so and suggests other questions. */
export const DOES_NOT_KNOW =
  "I don't know: none of my FAQ entries covers that.\n\n" +
  "I answer questions about oneshot-chat, for example “How do I install it?”, “Does it remember my questions?” or “How do I change the colours?”.";

/** A longer entry is shortened to the paragraphs that share a term with the question. */
const FULL_ANSWER_MAX_WORDS = 110;

/**
 * Composes an answer from entries, best first, without a language model.
 *
 * The first paragraph of the best entry answers its title and is always part of the answer. A long entry adds only
 * those paragraphs that share a term with the question. The answer ends with the titles of further entries. Without
 * entries the answer is `DOES_NOT_KNOW`. The answer never repeats the question itself.
 */
export function composeAnswer(question: string, entries: readonly FaqEntry[]): string {
  const [lead, ...others] = entries;
  if (lead === undefined) return DOES_NOT_KNOW;
  const also = others.map((entry) => `“${entry.title}”`);
  const pointer = also.length === 0 ? [] : [`You may also want to ask: ${also.join(" or ")}`];
  return [...passagesFor(question, lead), ...pointer].join("\n\n");
}

function passagesFor(question: string, entry: FaqEntry): string[] {
  const passages = passagesOf(entry.body);
  if (wordCount(entry.body) <= FULL_ANSWER_MAX_WORDS) return passages;
  // Every paragraph of an entry is about the words of its title. So these words do not select a paragraph.
  const title = new Set(termsOf(entry.title));
  const asked = new Set(termsOf(question).filter((term) => !title.has(term)));
  if (asked.size === 0) return passages;
  return passages.filter((text, at) => at === 0 || termsOf(text).some((term) => asked.has(term)));
}

/** Splits a text into paragraphs. A paragraph that ends in a colon keeps the list that follows it. */
function passagesOf(body: string): string[] {
  const passages: string[] = [];
  for (const block of body.split(/\n\s*\n/)) {
    const before = passages.at(-1);
    if (before?.endsWith(":")) passages[passages.length - 1] = `${before}\n${block}`;
    else passages.push(block);
  }
  return passages;
}

function wordCount(text: string): number {
  return text.split(/\s+/).length;
}
