/** Answers that a server renders. */
import { act } from "@testing-library/react";
import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { Markdown } from "../../../src/markdown/index.js";
import { ANSWER } from "../answer.js";

test("React hydrates an answer from the server without a warning", async () => {
  const view = (
    <StrictMode>
      <Markdown text={ANSWER} />
    </StrictMode>
  );
  const container = document.createElement("div");
  container.innerHTML = renderToString(view);
  const html = container.innerHTML;
  const root = await act(async () => hydrateRoot(container, view));
  expect(container.innerHTML.length).toBeGreaterThan(html.length / 2);
  act(() => root.unmount());
});

test("a component that throws on the server turns its answer into plain text", () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const strong = () => {
    throw new Error("a mistake of the page's");
  };
  expect(renderToString(<Markdown text="a **b**" components={{ strong }} />)).toContain("a **b**");
  report.mockReset();
});

test("a server renders the marks of sources as links", () => {
  const source = { id: "s1", title: "Refund policy", url: "https://shop.example/refunds" };
  const html = renderToString(<Markdown text="Free [1]." sources={[source]} />);
  expect(html).toContain(
    '<a class="osc-md-source" aria-label="Source 1: Refund policy" href="#s1">[1]</a>',
  );
});

test("a server does not preload the images that it renders", () => {
  const html = renderToString(
    <Markdown
      text="![a](https://cdn.example/img/a.png)"
      allowedImagePrefixes={["https://cdn.example/img/"]}
    />,
  );
  expect(html).toContain("<img");
  expect(html).not.toMatch(/<link|preload|prefetch/);
});
