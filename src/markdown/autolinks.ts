/** Addresses in running text, without brackets. Source: GFM, section 6.9 (autolinks). */
import type { InlineNode } from "./inlines.js";

const URL_START = /(?:https?:\/\/|www\.)(?=[\p{L}\p{N}])/iuy;
const MAY_COME_BEFORE = /^[\s*_~(]?$/;
const URL_END = /[^\s<]*/y;
const URL_END_IN_BRACKETS = /[^\s<\]]*/y;
const ENTITY_AT_END = /&[a-z\d]{1,31};$/i;
const PUNCTUATION_AT_END = /[?!.,:;*_~'"]$/;
const EMAIL = /(?<![\w.+-])((?:mailto:)?[\w.+-]+@[a-z\d_-]+(?:\.[a-z\d_-]*[a-z\d])+)(?![\w-])/gi;

/** The length of the address at `at`, or 0. `isInBrackets`: perhaps in a link's text, which `]` ends. */
export function matchUrl(source: string, at: number, isInBrackets: boolean): number {
  if (!MAY_COME_BEFORE.test(source.slice(Math.max(at - 1, 0), at))) return 0;
  URL_START.lastIndex = at;
  if (!URL_START.test(source)) return 0;
  const end = isInBrackets ? URL_END_IN_BRACKETS : URL_END;
  end.lastIndex = at;
  return withoutTail(end.exec(source)?.[0] ?? "").length;
}

/** Without what belongs to the sentence around an address. */
function withoutTail(address: string): string {
  let surplus = count(address, ")") - count(address, "(");
  let kept = address;
  for (;;) {
    if (kept.endsWith(")") && surplus > 0) {
      surplus -= 1;
      kept = kept.slice(0, -1);
    } else {
      const tail = ENTITY_AT_END.exec(kept) ?? PUNCTUATION_AT_END.exec(kept);
      if (!tail) return kept;
      kept = kept.slice(0, -tail[0].length);
    }
  }
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

/** Nodes with the e-mail addresses in their text as links; not within links. */
export function linkEmails(nodes: readonly InlineNode[]): InlineNode[] {
  return nodes.flatMap((node): InlineNode | InlineNode[] => {
    if (typeof node !== "string")
      return "children" in node && node.type !== "link"
        ? { ...node, children: linkEmails(node.children) }
        : node;
    if (!node.includes("@")) return node;
    return node.split(EMAIL).flatMap((text, index) => {
      if (index % 2 === 0) return text || [];
      const destination = text.startsWith("mailto:") ? text : `mailto:${text}`;
      return { type: "link", destination, title: "", children: [text] } as const;
    });
  });
}
