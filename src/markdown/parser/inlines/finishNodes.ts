import type { AddressPolicy, InlineNode, LinkTarget } from "../document.js";
import { toLinkTarget } from "../safety/addressPolicy.js";
import { hostToShow } from "../safety/linkHost.js";
import { neutraliseText } from "../safety/neutraliseText.js";
import { linkEmails } from "./autolinks.js";
import { plainTextOf } from "./plainText.js";
import type { RawNode } from "./rawNodes.js";

type Parent = "link" | undefined;

/**
 * Makes safe nodes of what the scanner found: checks addresses, neutralises text, and makes links of
 * e-mail addresses. A link whose address is not safe becomes its text.
 */
export function finishNodes(
  nodes: readonly RawNode[],
  policy: AddressPolicy,
  parent?: Parent,
): InlineNode[] {
  const finished: InlineNode[] = [];
  const withEmails = parent === "link" ? nodes : linkEmails(nodes);
  for (const node of withEmails)
    for (const one of finishNode(node, policy, parent)) add(finished, one);
  return finished;
}

function add(nodes: InlineNode[], node: InlineNode): void {
  const last = nodes.at(-1);
  if (typeof node === "string" && typeof last === "string") nodes[nodes.length - 1] = last + node;
  else if (node !== "") nodes.push(node);
}

function finishNode(node: RawNode, policy: AddressPolicy, parent: Parent): readonly InlineNode[] {
  if (typeof node === "string") return [neutraliseText(node)];
  switch (node.type) {
    case "code":
      return [{ type: "code", text: neutraliseText(node.text) }];
    case "image": {
      const { imageSrc, title } = checkedTarget(node.target, policy);
      const alt = plainTextOf(finishNodes(node.children, policy, "link"));
      return [{ type: "image", src: imageSrc, alt, title }];
    }
    case "link": {
      const children = finishNodes(node.children, policy, "link");
      const { href, host, title } = checkedTarget(node.target, policy);
      if (href === undefined) return children;
      const isExternal = host !== undefined;
      const shown = hostToShow(plainTextOf(children), { href, host });
      return [{ type: "link", href, isExternal, hostToShow: shown, title, children }];
    }
    case "em":
    case "strong":
    case "del":
      return [{ type: node.type, children: finishNodes(node.children, policy, parent) }];
    default:
      return [node];
  }
}

function checkedTarget(
  target: LinkTarget | { readonly destination: string; readonly title: string },
  policy: AddressPolicy,
): LinkTarget {
  return "destination" in target ? toLinkTarget(target.destination, target.title, policy) : target;
}
