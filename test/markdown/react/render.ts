import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Markdown, type MarkdownProps } from "../../../src/markdown/index.js";
import { structureOf } from "./structure.js";

/** The HTML of an answer, rendered at once. */
export function render(text: string, props: Omit<MarkdownProps, "text"> = {}): string {
  return renderToStaticMarkup(createElement(Markdown, { text, ...props }));
}

/** What a browser makes of HTML. No image of it is loaded. */
export function elementsOf(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** Its structure; `#` is `h1`, so that it can be compared with other renderers'. */
export function structure(text: string, props: Omit<MarkdownProps, "text"> = {}): string {
  return structureOf(render(text, { headingLevel: 1, ...props }));
}
