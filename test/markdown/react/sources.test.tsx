import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import {
  Markdown,
  type MarkdownSource,
  type SlotElementProps,
} from "../../../src/markdown/index.js";
import { stream } from "./stream.js";

const POLICY: MarkdownSource = {
  id: "s1",
  title: "Refund policy",
  url: "https://shop.example/refunds",
};
const TERMS: MarkdownSource = { id: "s2", title: "Terms", url: "https://shop.example/terms" };

const TEXT = "Refunds take 5 days [1]. They are free[2], see `[1]` and [9].\n\n- In shops [1][2]\n";

function namesOfMarks(): string[] {
  return screen.queryAllByRole("link").map((link) => link.getAttribute("aria-label") ?? "");
}

describe("marks of sources", () => {
  test("a mark is a link that is named after its source", () => {
    render(<Markdown text={TEXT} sources={[POLICY, TERMS]} />);
    expect(namesOfMarks()).toEqual([
      "Source 1: Refund policy",
      "Source 2: Terms",
      "Source 1: Refund policy",
      "Source 2: Terms",
    ]);
    const [mark] = screen.getAllByRole("link");
    expect(mark).toHaveTextContent("[1]");
    expect(mark).toHaveAttribute("href", "#s1");
  });

  test("a mark moves the focus to its source and leaves the page's address as it is", async () => {
    const { hash } = window.location;
    render(
      <>
        <Markdown text="Free [1]." sources={[POLICY]} />
        <p id="s1" tabIndex={-1}>
          The policy
        </p>
      </>,
    );
    await userEvent.click(screen.getByRole("link", { name: "Source 1: Refund policy" }));
    expect(screen.getByText("The policy")).toHaveFocus();
    expect(window.location.hash).toBe(hash);
  });

  test("without an id, a mark leads to the address of its source", () => {
    render(<Markdown text="Free [1]." sources={[{ ...POLICY, id: undefined }]} />);
    const mark = screen.getByRole("link", { name: "Source 1: Refund policy" });
    expect(mark).toHaveAttribute("href", "https://shop.example/refunds");
    expect(mark).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
    expect(mark).toHaveAttribute("target", "_blank");
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "/refunds",
    "mailto:a@b.example",
    "https://",
  ])("the address %s of a source makes no link", (url) => {
    const { container } = render(<Markdown text="Free [1]." sources={[{ title: "x", url }]} />);
    expect(screen.queryByRole("link")).toBeNull();
    expect(container).toHaveTextContent("Free [1].");
  });

  test("a title is shown without characters that cannot be seen", () => {
    render(<Markdown text="Free [1]." sources={[{ ...POLICY, title: "a\u202Eb {number}" }]} />);
    expect(screen.getByRole("link", { name: "Source 1: ab {number}" })).toBeVisible();
  });

  test("a number that is left out is text", () => {
    const { container } = render(<Markdown text="a [1] b [2]" sources={[undefined, TERMS]} />);
    expect(namesOfMarks()).toEqual(["Source 2: Terms"]);
    expect(container).toHaveTextContent("a [1] b [2]");
  });
});

describe("sources that the page learns of later", () => {
  test("a source upgrades the marks before it and moves no text", () => {
    const view = render(<Markdown text={TEXT} isStreaming sources={[]} />);
    const text = view.container.textContent;
    expect(namesOfMarks()).toEqual([]);
    view.rerender(<Markdown text={TEXT} isStreaming sources={[POLICY]} />);
    expect(namesOfMarks()).toEqual(["Source 1: Refund policy", "Source 1: Refund policy"]);
    expect(view.container.textContent).toBe(text);
  });

  test("an answer looks the same, whenever its sources come", () => {
    const html = ({ container }: { container: HTMLElement }) => container.innerHTML;
    const late = stream(TEXT, 3, { sources: [] });
    late.rerender(<Markdown text={TEXT} sources={[POLICY, TERMS]} />);
    const early = stream(TEXT, 3, { sources: [POLICY, TERMS] });
    expect(html(late)).toBe(html(early));
  });

  test("a source renders only the paragraphs with brackets", () => {
    const rendered: string[] = [];
    function strong({ children }: SlotElementProps) {
      rendered.push(String(children));
      return <strong>{children}</strong>;
    }
    const components = { strong };
    const text = "**one** [1]\n\n**two** [2]\n\n**three**\n\n**four**\n\n";
    const view = render(<Markdown text={text} components={components} sources={[POLICY]} />);
    rendered.length = 0;
    view.rerender(<Markdown text={text} components={components} sources={[POLICY, TERMS]} />);
    expect(rendered).toContain("two");
    expect(rendered).not.toContain("four");
  });

  test("elements stay on the page when a source upgrades a mark beside them", () => {
    const view = render(<Markdown text="**bold** [1] *em*" sources={[]} />);
    const bold = screen.getByText("bold");
    view.rerender(<Markdown text="**bold** [1] *em*" sources={[POLICY]} />);
    expect(screen.getByText("bold")).toBe(bold);
  });

  test("a new list of the same sources renders nothing again", () => {
    const p = vi.fn(({ children }: SlotElementProps) => <p>{children}</p>);
    const view = render(<Markdown text="a [1]" components={{ p }} sources={[POLICY]} />);
    const before = p.mock.calls.length;
    view.rerender(<Markdown text="a [1]" components={{ p }} sources={[POLICY]} />);
    expect(p.mock.calls.length).toBe(before);
  });
});
