import type { InlineNode } from "../document.js";

/** Returns the words of the nodes without their marks. */
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
        case "source":
          return `[${node.number}]`;
        default:
          return plainTextOf(node.children);
      }
    })
    .join("");
}

/** About how many elements the nodes become on the page. */
export function elementCountOf(nodes: readonly InlineNode[]): number {
  let count = 0;
  for (const node of nodes) {
    if (typeof node === "string") continue;
    count += 1 + ("children" in node ? elementCountOf(node.children) : 0);
  }
  return count;
}
