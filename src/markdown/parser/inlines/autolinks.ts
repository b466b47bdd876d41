/** Addresses in running text, without brackets. Source: GFM, section 6.9 (autolinks). */
import { toRawLink, type RawLink, type RawNode } from "./rawNodes.js";

const URL_START = /(?:https?:\/\/|www\.)(?=[\p{L}\p{N}])/iuy;
const MAY_COME_BEFORE = /^[\s*_~(]?$/;
const URL_END = /[^\s<]*/y;
const URL_END_IN_BRACKETS = /[^\s<\]]*/y;
const PUNCTUATION = /[?!.,:;*_~'"]/;
const ENTITY_CHARACTER = /[a-z\d]/i;
const EMAIL = /(?<![\w.+-])((?:mailto:)?[\w.+-]+@[a-z\d_-]+(?:\.[a-z\d_-]*[a-z\d])+)(?![\w-])/gi;

/**
 * Reads the address at `at`, if there is one.
 *
 * @param isInBrackets the address may be in a link's text, which `]` ends
 */
export function readUrl(
  source: string,
  at: number,
  isInBrackets: boolean,
): { readonly link: RawLink; readonly end: number } | undefined {
  const length = matchUrl(source, at, isInBrackets);
  if (length === 0) return undefined;
  const url = source.slice(at, at + length);
  const destination = /^www\./i.test(url) ? `http://${url}` : url;
  return { link: toRawLink(destination, [url]), end: at + length };
}

/** Returns the length of the address at `at`, or 0. */
function matchUrl(source: string, at: number, isInBrackets: boolean): number {
  if (!MAY_COME_BEFORE.test(source.slice(Math.max(at - 1, 0), at))) return 0;
  URL_START.lastIndex = at;
  if (!URL_START.test(source)) return 0;
  const pattern = isInBrackets ? URL_END_IN_BRACKETS : URL_END;
  pattern.lastIndex = at;
  return lengthWithoutTail(pattern.exec(source)?.[0] ?? "");
}

/** Leaves out what belongs to the sentence around an address. Linear: each character is looked at twice. */
function lengthWithoutTail(address: string): number {
  let surplus = countOf(address, ")") - countOf(address, "(");
  let end = address.length;
  for (;;) {
    const last = address[end - 1] ?? "";
    if (last === ")" && surplus > 0) {
      surplus -= 1;
      end -= 1;
      continue;
    }
    if (!PUNCTUATION.test(last)) return end;
    end = last === ";" ? startOfEntity(address, end) : end - 1;
  }
}

/** The index where the entity begins that ends before `end`; without one, the index of the semicolon. */
function startOfEntity(address: string, end: number): number {
  let start = end - 1;
  while (start > 0 && end - start <= 32 && ENTITY_CHARACTER.test(address[start - 1] ?? ""))
    start -= 1;
  return address[start - 1] === "&" && start < end - 1 ? start - 1 : end - 1;
}

function countOf(text: string, char: string): number {
  return text.split(char).length - 1;
}

/** Makes links of the e-mail addresses in the text of `nodes`. */
export function linkEmails(nodes: readonly RawNode[]): RawNode[] {
  return nodes.flatMap((node): RawNode | RawNode[] => {
    if (typeof node !== "string" || !node.includes("@")) return node;
    return node.split(EMAIL).flatMap((text, index) => {
      if (index % 2 === 0) return text || [];
      return toRawLink(text.startsWith("mailto:") ? text : `mailto:${text}`, [text]);
    });
  });
}
