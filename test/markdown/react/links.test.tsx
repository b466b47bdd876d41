import { render as mount } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { Markdown, type Links, type MarkdownProps } from "../../../src/markdown/index.js";
import { render } from "./render.js";

const PREFIXES = [
  "https://docs.example/help",
  "https://shop.example",
  "http://local.example:8080/a/",
];

/** The text that a reader sees, with links in brackets. */
function shown(markdown: string, links: Links, props: Omit<MarkdownProps, "text"> = {}): string {
  const root = document.createElement("div");
  root.innerHTML = render(markdown, { links, ...props });
  for (const link of root.querySelectorAll("a")) link.replaceWith(`<${link.textContent}>`);
  return root.textContent;
}

/** Writes characters as entities, so that none of them is a mark. */
function asEntities(text: string): string {
  return text.replace(/[^a-z\d]/gi, (char) => `&#x${char.charCodeAt(0).toString(16)};`);
}

const isLink = (address: string, links: Links, props?: Omit<MarkdownProps, "text">) =>
  shown(`[x](<${asEntities(address)}>)`, links, props).startsWith("<x");

describe("links below the prefixes of a page", () => {
  test.each([
    "https://docs.example/help",
    "https://docs.example/help/",
    "https://docs.example/help/a/b?c=d#e",
    "https://docs.example/help?x",
    "https://docs.example/a/../help/b",
    "HTTPS://DOCS.example:443/help/b",
    "https://docs.example/%68elp/b".replace("%68", "h"),
    "https:\\\\docs.example\\help\\b",
    "https://shop.example/anything",
    "https://shop.example",
    "http://local.example:8080/a/b",
    "https://user:secret@shop.example/",
    "https://ｓhop.example/",
    "https://shop。example/",
  ])("%s is a link", (address) => {
    expect(isLink(address, PREFIXES)).toBe(true);
  });

  test.each([
    ["the prefix as text only", "https://docs.example/helpdesk"],
    ["another folder", "https://docs.example/other"],
    ["a way out of the folder", "https://docs.example/help/../other"],
    ["an encoded way out", "https://docs.example/help/%2e%2e/other"],
    ["an encoded slash", "https://docs.example/help/..%2fother"],
    ["an encoded backslash", "https://docs.example/help/..%5Cother"],
    ["a backslash way out", "https://docs.example/help\\..\\other"],
    ["another case of the path", "https://docs.example/Help/b"],
    ["another scheme", "http://docs.example/help"],
    ["another port", "https://docs.example:8443/help"],
    ["the default port of another scheme", "https://shop.example:80/"],
    ["a longer host", "https://shop.example.evil.example/"],
    ["a host that ends alike", "https://evilshop.example/"],
    ["a subdomain", "https://www.shop.example/"],
    ["a user before another host", "https://shop.example@evil.example/"],
    ["a user and a password before another host", "https://shop.example:443@evil.example/"],
    ["a backslash before another host", "https://evil.example\\@shop.example/"],
    ["an encoded at sign", "https://evil.example/%40shop.example"],
    ["a question mark before the host", "https://evil.example?https://shop.example/"],
    ["a fragment before the host", "https://evil.example#https://shop.example/"],
    ["letters that look alike", "https://shор.example/"],
    ["a final dot", "https://shop.example./"],
    ["a tab in the host", "https://evil\t.example/"],
    ["a host without its scheme", "//evil.example/help"],
    ["a relative address", "/help/b"],
    ["a mail address", "mailto:a@shop.example"],
    ["a telephone number", "tel:+123"],
  ])("%s is no link", (_what, address) => {
    expect(isLink(address, PREFIXES)).toBe(false);
  });

  test("a relative address counts as what it leads to", () => {
    expect(isLink("b", PREFIXES, { baseUrl: "https://docs.example/help/" })).toBe(true);
    expect(isLink("../b", PREFIXES, { baseUrl: "https://docs.example/help/" })).toBe(false);
    expect(isLink("//evil.example", PREFIXES, { baseUrl: "https://docs.example/" })).toBe(false);
  });

  test("no prefix at all means no link", () => {
    expect(isLink("https://shop.example/", [])).toBe(false);
  });
});

describe("links to the sources of a page", () => {
  const sources = [
    { title: "Refunds", url: "https://Docs.example/refunds" },
    undefined,
    { title: "No address" },
    { title: "Not allowed", url: "javascript:alert(1)" },
  ];

  test.each([
    ["https://docs.example/refunds", true],
    ["https://docs.example:443/x/../refunds", true],
    ["https://docs.example/refunds/", false],
    ["https://docs.example/refunds?x", false],
    ["https://docs.example/", false],
    ["http://docs.example/refunds", false],
    ["undefined", false],
    ["", false],
  ])("the address %j is a link: %j", (address, expected) => {
    expect(isLink(address, "sources", { sources })).toBe(expected);
  });

  test("without sources, no address is a link", () => {
    expect(isLink("https://docs.example/refunds", "sources")).toBe(false);
  });

  test("a link follows its source onto the page", () => {
    const text = "See [refunds](https://docs.example/refunds) and [this](https://evil.example).";
    const view = mount(<Markdown text={text} links="sources" sources={[]} />);
    expect(view.queryByRole("link")).toBeNull();
    view.rerender(<Markdown text={text} links="sources" sources={sources} />);
    expect(view.getAllByRole("link").map((link) => link.textContent)).toEqual(["refunds"]);
  });

  test("a definition that is no link leaves the number to the source", () => {
    const text = "See [1].\n\n[1]: https://evil.example/";
    expect(shown(text, "sources", { sources: [{ title: "a", id: "a" }] })).toBe("See <[1]>.");
    expect(shown(text, "all", { sources: [{ title: "a", id: "a" }] })).toBe("See <1>.");
  });
});

describe("the text of what is no link", () => {
  test.each([
    ["[our policy](https://evil.example/a?b=c)", "our policy (https://evil.example/a?b=c)"],
    ["[**our** `policy`](https://evil.example)", "our policy (https://evil.example/)"],
    ["[docs.example](https://evil.example/)", "docs.example (https://evil.example/)"],
    [
      "[evil.example](https://evil.example/long/path)",
      "evil.example (https://evil.example/long/path)",
    ],
    ["[here](/login)", "here (/login)"],
    ["[mail](mailto:a@evil.example)", "mail (a@evil.example)"],
    ["[ref]\n\n[ref]: https://evil.example/", "ref (https://evil.example/)"],
    ["[](https://evil.example/)", " (https://evil.example/)"],
    [
      "https://docs.example@evil.example/",
      "https://docs.example@evil.example/ (https://evil.example/)",
    ],
    ["https://pаypal.com/", "https://pаypal.com/ (https://xn--pypal-4ve.com/)"],
  ])("%s is shown with its address", (markdown, text) => {
    expect(shown(markdown, [])).toBe(text);
  });

  test.each([
    "https://evil.example/a",
    "https://evil.example",
    "www.evil.example",
    "a@evil.example",
  ])("the address %s is shown once", (text) => {
    expect(shown(text, [])).toBe(text);
    expect(shown(`see ${text}, and`, "sources")).toBe(`see ${text}, and`);
    expect(
      shown(
        `[**${text}**](${text.includes("@") ? "mailto:" : text.startsWith("www") ? "http://" : ""}${text})`,
        [],
      ),
    ).toBe(text);
  });

  test.each(["<https://evil.example/a>", "<a@evil.example>"])(
    "%s is shown without its angles",
    (text) => {
      expect(shown(text, [])).toBe(text.slice(1, -1));
    },
  );

  test("a very long address is cut", () => {
    const address = `https://evil.example/${"a".repeat(1000)}`;
    expect(shown(`[x](${address})`, [])).toBe(`x (${address.slice(0, 300)}…)`);
  });

  test("a component of the page gets no address that is not allowed", () => {
    const a = vi.fn(() => null);
    render("[x](https://evil.example) [y](https://shop.example/)", {
      links: PREFIXES,
      components: { a },
    });
    expect(a).toHaveBeenCalledOnce();
  });

  test("nothing is a link at any prefix of a streamed text", () => {
    const text =
      "[a](https://evil.example/x) https://evil.example <b@evil.example> [c]\n\n[c]: /c\n";
    for (let end = 1; end <= text.length; end += 1)
      for (const isStreaming of [true, false])
        expect(render(text.slice(0, end), { isStreaming, links: PREFIXES })).not.toContain("href");
  });

  test("footnotes and their way back stay links", () => {
    expect(shown("a[^1]\n\n[^1]: b", [])).toBe("a<1>b <↩>");
  });
});

test("by default every safe address is a link", () => {
  expect(shown("[a](https://any.example) [b](/b)", "all")).toBe("<a> <b>");
  expect(render("[a](https://any.example)")).toContain("href");
});

test.each([
  ["a prefix without a scheme", ["shop.example"]],
  ["an empty prefix", ["https://docs.example/", ""]],
  ["no list", "source" as unknown as Links],
])("%s is reported once, and nothing is a link", (_what, links) => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const view = mount(<Markdown text="https://docs.example/" links={links} />);
  view.rerender(<Markdown text="https://docs.example/ and" links={links} />);
  expect(view.queryByRole("link")).toBeNull();
  expect(report).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^oneshot-chat: links /));
  report.mockReset();
});
