import type { FaqEntry } from "./parseEntry.js";
import { termsOf } from "./termsOf.js";

/** What we say when no entry covers the question. Honest, and a way on. */
export const DOES_NOT_KNOW =
  "I don't know: none of my FAQ entries covers that.\n\n" +
  "I answer questions about oneshot-chat, for example “How do I install it?”, “Does it remember my questions?” or “How do I change the colours?”.";

/** An answer longer than this leaves out paragraphs that have nothing to do with the question. */
const FULL_ANSWER_MAX_WORDS = 110;

/**
 * Composes an answer from entries, best first, without a language model.
 *
 * The best entry's first paragraph, which answers its title, always comes; of a long entry, only the further
 * paragraphs that share a term with the question. A second entry is named when there is one. No entries:
 * `DOES_NOT_KNOW`. Nothing of the question itself is ever repeated.
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
  // Words of the title are what the whole entry is about, so they cannot tell its paragraphs apart.
  const title = new Set(termsOf(entry.title));
  const asked = new Set(termsOf(question).filter((term) => !title.has(term)));
  if (asked.size === 0) return passages;
  return passages.filter((text, at) => at === 0 || termsOf(text).some((term) => asked.has(term)));
}

/** Paragraphs, each with the list that it introduces: a line ending in a colon says nothing alone. */
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
