import type { LinkTarget } from "../document.js";

/** What the scanner finds. Text is not neutralised, and no address is checked. */
export type RawNode =
  | string
  | { readonly type: "em" | "strong" | "del"; readonly children: readonly RawNode[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "break" }
  | RawLink
  | (Address & { readonly type: "image"; readonly children: readonly RawNode[] })
  | { readonly type: "note"; readonly label: string; readonly number: number }
  | { readonly type: "source"; readonly number: number };

export interface RawLink extends Address {
  readonly type: "link";
  readonly children: readonly RawNode[];
}

interface Address {
  /** An inline link's own address, or the checked address of a definition. */
  readonly target: LinkTarget | { readonly destination: string; readonly title: string };
}

export function toRawLink(destination: string, children: readonly RawNode[]): RawLink {
  return { type: "link", target: { destination, title: "" }, children };
}

/** Replaces links, and the marks of footnotes and sources, by their text: a link within a link's text is text. */
export function withoutLinks(nodes: readonly RawNode[]): RawNode[] {
  return nodes.flatMap((node): RawNode | RawNode[] => {
    if (typeof node === "string") return node;
    if (node.type === "source" || node.type === "note") return `[${node.number}]`;
    if (!("children" in node) || node.type === "image") return node;
    const children = withoutLinks(node.children);
    return node.type === "link" ? children : { ...node, children };
  });
}
