import { act, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import {
  Markdown,
  type SlotCodeProps,
  type SlotElementProps,
  type SlotLinkProps,
} from "../../../src/markdown/index.js";
import { ANSWER } from "../answer.js";
import { stream } from "./stream.js";

/** HTML without what React numbers per instance. */
function htmlOf({ container }: { container: HTMLElement }): string {
  return container.innerHTML.replace(/_r_\w+_|:r\w+:/g, "id");
}

describe("streaming", { timeout: 60_000 }, () => {
  test.each([1, 3, 17, 64])(
    "an answer that streams in steps of %i characters ends like an answer shown at once",
    (step) => {
      const streamed = htmlOf(stream(ANSWER, step));
      expect(streamed).toBe(htmlOf(render(<Markdown text={ANSWER} />)));
    },
  );

  test("a growing answer always looks like a new page with the same text", () => {
    const view = render(<Markdown text="" isStreaming />);
    for (let end = 1; end < ANSWER.length; end += 7) {
      const text = ANSWER.slice(0, end);
      view.rerender(<Markdown text={text} isStreaming />);
      const fresh = render(<Markdown text={text} isStreaming />);
      expect(htmlOf(view)).toBe(htmlOf(fresh));
      fresh.unmount();
    }
  });

  test("elements stay on the page while text is added after them", () => {
    const view = render(<Markdown text={"# Title\n\nOne *two*\n\n- a\n- b"} isStreaming />);
    const [heading, item] = [screen.getByRole("heading"), screen.getAllByRole("listitem")[0]];
    view.rerender(
      <Markdown text={`# Title\n\nOne *two*\n\n- a\n- b\n\n${"more\n\n".repeat(100)}`} />,
    );
    expect(screen.getByRole("heading")).toBe(heading);
    expect(screen.getAllByRole("listitem")[0]).toBe(item);
  });

  test("elements stay on the page when the text becomes shorter", () => {
    const text = Array.from({ length: 40 }, (_, index) => `Paragraph **${index}**.\n\n`).join("");
    const view = render(<Markdown text={text} isStreaming />);
    const first = screen.getByText("0");
    view.rerender(<Markdown text={text.slice(0, 300)} isStreaming />);
    expect(screen.getByText("0")).toBe(first);
  });

  test("two readers of one text end like a new page, even if one of them lags behind", () => {
    const one = render(<Markdown text="" isStreaming />);
    const other = render(<Markdown text="" isStreaming />);
    for (let end = 10; end < ANSWER.length; end += 10) {
      one.rerender(<Markdown text={ANSWER.slice(0, end)} isStreaming />);
      if (end % 30 === 0) other.rerender(<Markdown text={ANSWER.slice(0, end - 10)} isStreaming />);
    }
    for (const view of [one, other]) view.rerender(<Markdown text={ANSWER} />);
    const fresh = render(<Markdown text={ANSWER} />);
    expect(htmlOf(one)).toBe(htmlOf(fresh));
    expect(htmlOf(other)).toBe(htmlOf(fresh));
  });

  test("another answer replaces the first one", () => {
    const view = render(<Markdown text="# one" isStreaming />);
    view.rerender(<Markdown text="- two" isStreaming />);
    expect(htmlOf(view)).toBe(htmlOf(render(<Markdown text="- two" isStreaming />)));
  });
});

describe("closed blocks", () => {
  const paragraphs = Array.from({ length: 60 }, (_, index) => `Paragraph *${index}* of many.\n\n`);

  test("a closed paragraph is not rendered again", () => {
    const renders = new Map<string, number>();
    function p({ children, className }: SlotElementProps) {
      return <p className={className}>{children}</p>;
    }
    const counted = vi.fn(p);
    const view = render(<Markdown text="" isStreaming components={{ p: counted }} />);
    let text = "";
    for (const paragraph of paragraphs) {
      text += paragraph;
      const before = counted.mock.calls.length;
      view.rerender(<Markdown text={text} isStreaming components={{ p: counted }} />);
      renders.set(paragraph, counted.mock.calls.length - before);
    }
    expect([...renders.values()]).toEqual(paragraphs.map(() => 1));
  });

  test("a late definition renders only the paragraphs that refer to it", () => {
    const rendered: string[] = [];
    function p({ children }: SlotElementProps) {
      return <p>{children}</p>;
    }
    function strong({ children }: SlotElementProps) {
      rendered.push(String(children));
      return <strong>{children}</strong>;
    }
    const components = { p, strong };
    const text = "**one** [late]\n\n**two** [other]\n\n**three**\n\n";
    const view = render(<Markdown text={text} isStreaming components={components} />);
    rendered.length = 0;
    view.rerender(
      <Markdown text={`${text}[late]: /there\n\n`} isStreaming components={components} />,
    );
    expect(screen.getByRole("link", { name: "late" })).toHaveAttribute("href", "/there");
    expect(rendered).not.toContain("three");
  });

  test("a new components object with the same components renders nothing again", () => {
    const p = vi.fn(({ children }: SlotElementProps) => <p>{children}</p>);
    const view = render(
      <Markdown text="a" components={{ p }} allowedImagePrefixes={["https://a.example/"]} />,
    );
    const before = p.mock.calls.length;
    view.rerender(
      <Markdown text="a" components={{ p }} allowedImagePrefixes={["https://a.example/"]} />,
    );
    expect(p.mock.calls.length).toBe(before);
  });
});

describe("headings", () => {
  const levelsOf = (text: string) => {
    render(<Markdown text={text} firstHeadingLevel={3} />);
    return screen.getAllByRole("heading").map(({ tagName }) => tagName);
  };

  test.each([
    ["## a\n\n### b\n\n## c", ["H3", "H4", "H3"]],
    ["# a\n\n## b", ["H3", "H4"]],
    ["### a\n\n# b\n\n#### c", ["H3", "H3", "H4"]],
    ["###### a\n\n###### b", ["H3", "H3"]],
    ["# a\n\n###### b", ["H3", "H6"]],
    ["- # nested\n\n## a", ["H3", "H3"]],
  ])("the first one has the page's level, and none is above it: %j", (text, levels) => {
    expect(levelsOf(text)).toEqual(levels);
  });

  test("a heading keeps its level while the text below it is written", () => {
    const text = "## a\n\ntext\n\n# b\n\n### c";
    const view = render(<Markdown text="## a\n" isStreaming firstHeadingLevel={3} />);
    for (let end = 5; end <= text.length; end += 1) {
      view.rerender(<Markdown text={text.slice(0, end)} isStreaming firstHeadingLevel={3} />);
      expect(screen.getByRole("heading", { name: "a" }).tagName).toBe("H3");
    }
  });
});

describe("a page's own components", () => {
  test("components of the page replace elements and get safe props", () => {
    const links: SlotLinkProps[] = [];
    const codes: SlotCodeProps[] = [];
    render(
      <Markdown
        text={"[a](https://a.example 'T') [b](javascript:x) `c`\n\n```TS extra\nd\n```\n"}
        components={{
          a: (props) => {
            links.push(props);
            return <a href={props.href}>{props.children}</a>;
          },
          code: (props) => {
            codes.push(props);
            return <code>{props.children}</code>;
          },
        }}
      />,
    );
    expect(links).toHaveLength(1);
    expect(links[0]).toMatchObject({
      href: "https://a.example/",
      title: "T",
      rel: "noopener noreferrer nofollow ugc",
      referrerPolicy: "no-referrer",
      target: "_blank",
    });
    expect(codes).toMatchObject([
      { text: "c", isBlock: false, isOpen: false },
      {
        text: "d\n",
        isBlock: true,
        isOpen: false,
        language: "ts",
        className: "osc-md-code language-ts",
      },
    ]);
  });

  test("a component that throws turns its answer into plain text, and other answers stay", () => {
    const report = vi.spyOn(console, "error").mockImplementation(() => {});
    const a = () => {
      throw new Error("a mistake of the page's");
    };
    render(
      <>
        <Markdown text="before **bold** [link](/x) after" components={{ a }} />
        <Markdown text="another **answer**" />
      </>,
    );
    expect(screen.getByText("before **bold** [link](/x) after")).toBeVisible();
    expect(screen.getByText("answer").tagName).toBe("STRONG");
    report.mockReset();
  });

  test("after a component has thrown, the text still grows, and the next answer tries the component again", () => {
    const report = vi.spyOn(console, "error").mockImplementation(() => {});
    let isBroken = true;
    const em = ({ children }: SlotElementProps) => {
      if (isBroken) throw new Error("a mistake of the page's");
      return <em>{children}</em>;
    };
    const view = render(<Markdown text="one *two*" isStreaming components={{ em }} />);
    view.rerender(<Markdown text="one *two* three" isStreaming components={{ em }} />);
    expect(screen.getByText("one *two* three")).toBeVisible();
    isBroken = false;
    view.rerender(<Markdown text="next *answer*" isStreaming components={{ em }} />);
    expect(screen.getByText("answer").tagName).toBe("EM");
    report.mockReset();
  });
});

describe("code", () => {
  const fence = "```ts\nconst a = 1;\n```\n\n    indented\n";

  test("the keyboard scrolls and copies a code block, whose name holds its language", async () => {
    const user = userEvent.setup();
    render(<Markdown text={fence} />);
    const block = screen.getByRole("group", { name: "Code, ts" });
    expect(screen.getByRole("group", { name: "Code" })).toHaveTextContent("indented");
    await user.tab();
    expect(within(block).getByRole("button", { name: "Copy code" })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(await within(block).findByRole("button", { name: "Copied" })).toHaveFocus();
    expect(await navigator.clipboard.readText()).toBe("const a = 1;\n");
    await user.tab();
    expect(block.querySelector("pre")).toHaveFocus();
  });

  test("the copy button shows the result for two seconds", async () => {
    userEvent.setup();
    vi.useFakeTimers();
    render(<Markdown text={"```\na\n```"} labels={{ copyCode: "Kopieren", copied: "Kopiert" }} />);
    await act(async () => fireEvent.click(screen.getByRole("button", { name: "Kopieren" })));
    expect(screen.getByRole("button", { name: "Kopiert" })).toBeVisible();
    act(() => void vi.advanceTimersByTime(2000));
    expect(screen.getByRole("button", { name: "Kopieren" })).toBeVisible();
    vi.useRealTimers();
  });

  test("code is copied through a selection if the clipboard is not allowed, and the button keeps the focus", async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
    let selected = "";
    document.execCommand = vi.fn(() => {
      selected = (document.activeElement as HTMLTextAreaElement).value;
      return true;
    });
    render(<Markdown text={"```\nab\n```"} />);
    await user.click(screen.getByRole("button", { name: "Copy code" }));
    expect(selected).toBe("ab\n");
    expect(await screen.findByRole("button", { name: "Copied" })).toHaveFocus();
    expect(document.querySelector("textarea")).toBeNull();
  });

  test("the copy button says that copying has failed", async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
    document.execCommand = vi.fn(() => false);
    render(<Markdown text={"```\nab\n```"} />);
    await user.click(screen.getByRole("button", { name: "Copy code" }));
    expect(await screen.findByRole("button", { name: "Couldn’t copy" })).toBeVisible();
  });

  test("long code is shown completely", () => {
    const code = "a👩‍👧b\n".repeat(3000);
    const { container } = render(<Markdown text={`\`\`\`\n${code}`} />);
    expect(container.querySelector("code")?.textContent).toBe(code);
  });
});

test("footnote links move the focus to the note and back and leave the page's address as it is", async () => {
  const user = userEvent.setup();
  render(<Markdown text={"Text[^1].\n\n[^1]: Note."} />);
  const mark = screen.getByRole("link", { name: "Footnote 1" });
  await user.click(mark);
  expect(screen.getByRole("listitem")).toHaveFocus();
  await user.click(screen.getByRole("link", { name: "Back to footnote 1 in the text" }));
  expect(mark).toHaveFocus();
  expect(location.hash).toBe("");
});

test("twenty answers on a page share no id", () => {
  const { container } = render(
    <>
      {Array.from({ length: 20 }, (_, index) => (
        <Markdown key={index} text={"a[^1]\n\n[^1]: b"} />
      ))}
    </>,
  );
  const ids = [...container.querySelectorAll("[id]")].map(({ id }) => id);
  expect(ids).toHaveLength(40);
  expect(new Set(ids).size).toBe(40);
});
