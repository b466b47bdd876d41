/** What our tests use of `react-dom/server`, on Preact: the HTML of the first render, before its effects. */
import type { ReactElement } from "react";
import { render, type VNode } from "preact";

export function renderToStaticMarkup(element: ReactElement): string {
  const container = document.createElement("div");
  // In this project, what makes React elements makes those of Preact.
  render(element as unknown as VNode, container);
  const html = container.innerHTML;
  render(null, container);
  return html;
}
