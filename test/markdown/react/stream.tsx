import { render } from "@testing-library/react";
import { Markdown, type MarkdownProps } from "../../../src/markdown/index.js";

/** Shows a text as it comes: at every `step` characters. */
export function stream(text: string, step: number, props: Omit<MarkdownProps, "text"> = {}) {
  const view = render(<Markdown text="" isStreaming {...props} />);
  for (let end = step; end < text.length; end += step)
    view.rerender(<Markdown text={text.slice(0, end)} isStreaming {...props} />);
  view.rerender(<Markdown text={text} {...props} />);
  return view;
}
