/**
 * What two pieces of HTML must have in common to say the same: their elements, text and addresses.
 * Left out is what belongs to our looks and policies: classes, wrappers, directions, `rel`.
 */
const BLOCKS =
  "ADDRESS BLOCKQUOTE DIV H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION TABLE TBODY TD TH THEAD TR UL";
const blocks = new Set(BLOCKS.split(" "));
const KEPT_ATTRIBUTES = ["title", "start", "align", "checked"];

/** One line per element and text, indented; code keeps its spaces. */
export function structureOf(html: string): string {
  const root = document.createElement("div");
  root.innerHTML = html;
  unwrap(root);
  return childrenOf(root, "", false).join("\n");
}

/** Takes our frames away, and puts images' alternative text in their place. */
function unwrap(root: Element): void {
  for (const own of root.querySelectorAll(".osc-md-code-head, .osc-md-back")) own.remove();
  for (const host of root.querySelectorAll(".osc-md-host")) {
    const { previousSibling } = host;
    if (previousSibling) previousSibling.nodeValue = previousSibling.nodeValue?.trimEnd() ?? null;
    host.remove();
  }
  for (const frame of root.querySelectorAll(
    ".osc-md, .osc-md-code-block, .osc-md-table-scroll, .osc-md-image-text",
  ))
    frame.replaceWith(...frame.childNodes);
  for (const image of root.querySelectorAll("img")) image.replaceWith(image.alt);
  root.normalize();
}

function childrenOf(parent: Node, indent: string, isCode: boolean): string[] {
  return [...parent.childNodes].flatMap((child) => {
    if (child.nodeType === Node.TEXT_NODE) {
      const text = isCode ? (child.nodeValue ?? "") : trimmed(child);
      return text ? [indent + JSON.stringify(text)] : [];
    }
    if (!(child instanceof HTMLElement)) return [];
    const isInCode = isCode || child.tagName === "CODE" || child.tagName === "PRE";
    const line = `${indent}${child.tagName.toLowerCase()}${attributesOf(child)}`;
    return [line, ...childrenOf(child, `${indent}  `, isInCode)];
  });
}

/** Spaces count once, and not at all beside a block. */
function trimmed(text: Node): string {
  const isBlock = (node: Node | null) => node instanceof HTMLElement && blocks.has(node.tagName);
  const atEdge = (sibling: Node | null) =>
    sibling ? isBlock(sibling) || sibling.nodeName === "BR" : isBlock(text.parentNode);
  let value = (text.nodeValue ?? "").replace(/[ \t\n]+/g, " ");
  if (atEdge(text.previousSibling)) value = value.trimStart();
  if (atEdge(text.nextSibling)) value = value.trimEnd();
  return value;
}

function attributesOf(element: Element): string {
  const kept = KEPT_ATTRIBUTES.map((name) => [name, attributeOf(element, name)]);
  const language = /(?:^| )(language-\S+)/.exec(element.className)?.[1];
  const href = element.getAttribute("href");
  const all = [...kept, ["class", language], ["href", href === null ? undefined : absolute(href)]];
  return all
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .join("");
}

function attributeOf(element: Element, name: string): string | undefined {
  if (name === "align") {
    const own = /osc-md-(left|center|right)/.exec(element.className)?.[1];
    return element.getAttribute("align") ?? own;
  }
  return element.getAttribute(name) ?? undefined;
}

/** Two ways to write one address are the same to the URL standard. */
function absolute(href: string): string {
  try {
    return new URL(href, "https://page.invalid/").href;
  } catch {
    return href;
  }
}
