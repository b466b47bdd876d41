import { linkEmails } from "./autolinks.js";
import type { Inline, References, Segment } from "./blocks.js";
import { itemsOf } from "./chunked.js";
import { neutraliseText } from "./neutraliseText.js";
import { parseInline } from "./parseInline.js";

/** A piece of a paragraph. Text is decoded and neutralised; addresses are decoded and not to be trusted. */
export type InlineNode =
  | string
  | { readonly type: "em" | "strong" | "del"; readonly children: readonly InlineNode[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "break" }
  | LinkNode
  | ImageNode
  | { readonly type: "note"; readonly label: string; readonly number: number };

export interface LinkNode {
  readonly type: "link";
  readonly destination: string;
  readonly title: string;
  readonly children: readonly InlineNode[];
}

export interface ImageNode {
  readonly type: "image";
  readonly destination: string;
  readonly title: string;
  readonly alt: string;
}

interface Parsed {
  readonly resolved: readonly unknown[];
  readonly nodes: readonly InlineNode[];
}

const parsed = new WeakMap<Segment, Parsed>();

/** The nodes of a segment: parsed once, and again only if one of its references resolves differently. */
export function inlinesOf(segment: Segment, references: References): readonly InlineNode[] {
  const { links, notes } = references;
  const resolved = segment.labels.map((label) => notes.get(label)?.number ?? links[label]);
  const known = parsed.get(segment);
  if (known?.resolved.every((target, index) => target === resolved[index])) return known.nodes;
  const nodes = parse(segment, references);
  parsed.set(segment, { resolved, nodes });
  return nodes;
}

function parse({ source, isPlain }: Segment, references: References): readonly InlineNode[] {
  return isPlain
    ? [neutraliseText(source)]
    : linkEmails(parseInline(source, references)).map(neutralise);
}

function neutralise(node: InlineNode): InlineNode {
  if (typeof node === "string") return neutraliseText(node);
  switch (node.type) {
    case "code":
      return { ...node, text: neutraliseText(node.text) };
    case "image":
      return { ...node, alt: neutraliseText(node.alt), title: neutraliseText(node.title) };
    case "link":
      return {
        ...node,
        title: neutraliseText(node.title),
        children: node.children.map(neutralise),
      };
    default:
      return "children" in node ? { ...node, children: node.children.map(neutralise) } : node;
  }
}

/** What the nodes say, marks left out. */
export function plainTextOf(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      switch (node.type) {
        case "code":
          return node.text;
        case "break":
          return "\n";
        case "image":
          return node.alt;
        case "note":
          return `[${node.number}]`;
        default:
          return plainTextOf(node.children);
      }
    })
    .join("");
}

export function textOf(content: Inline, references: References): string {
  return itemsOf(content)
    .map((segment) => plainTextOf(inlinesOf(segment, references)))
    .join("");
}
