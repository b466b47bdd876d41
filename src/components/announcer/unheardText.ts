/** Finds what a screen reader has not said yet of a growing text. */
import { toSentences } from "./sentences.js";

/**
 * A footnote or a link that waits for its definition. Its words change when the definition arrives at the end of the
 * answer, so what follows waits until then. `[2][3]` are marks of sources and do not change.
 */
const WAITS_FOR_DEFINITION = /\[\^[^\s\]]+\]|[^\d\]]\]\[/;

/**
 * Returns what follows the heard text, or `undefined` if the text does not begin with what was heard. Spaces and line
 * breaks do not count, because a list that gets blank lines between its items still sounds the same.
 */
export function afterHeard(text: string, heard: string): string | undefined {
  if (text.startsWith(heard)) return text.slice(heard.length);
  let at = 0;
  for (const char of heard) {
    if (isSpace(char)) continue;
    while (at < text.length && isSpace(text.charAt(at))) at += 1;
    if (!text.startsWith(char, at)) return undefined;
    at += char.length;
  }
  return text.slice(at);
}

/** A mark that may still be closed, and is not said then. It can be closed until its paragraph ends. */
const OPEN_MARK = /(?<![\p{L}\p{N}])[*_~`](?=\S)/u;

/** The whole sentences of a text that may still grow. */
export function wholeSentences(text: string): string {
  const paragraphAt = text.lastIndexOf("\n\n") + 1;
  const openAt = text.slice(paragraphAt).search(OPEN_MARK);
  const beforeMark = openAt < 0 ? text : text.slice(0, paragraphAt + openAt);
  const waitsAt = beforeMark.search(WAITS_FOR_DEFINITION);
  const settled = waitsAt < 0 ? beforeMark : beforeMark.slice(0, waitsAt);
  return toSentences(settled).slice(0, -1).join("");
}

function isSpace(char: string): boolean {
  return char.trim() === "";
}
