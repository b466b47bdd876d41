/** Which addresses in running text and in brackets become links, and where they end. */
import { expect, test } from "vitest";
import { outline } from "./outline.js";

test.each([
  // GFM, section 6.9: an entity at the end is no part of the address.
  [
    "https://shop.example/a/quite/long/path?plan=1&copy; now",
    "https://shop.example/a/quite/long/path?plan=1",
    "©",
  ],
  ["https://shop.example/?a&; now", "https://shop.example/?a&", ";"],
  ["https://shop.example/?a=b; now", "https://shop.example/?a=b", ";"],
])("the link in “%s” ends before what follows the address", (text, address, rest) => {
  expect(outline(text)).toBe(`p(a(${address} ${address})${rest} now)`);
});

test("an address with a number for a host is a link", () => {
  expect(outline("see https://127.0.0.1/x now")).toBe(
    "p(see a(https://127.0.0.1/x https://127.0.0.1/x) now)",
  );
});

test("an address without a host is text", () => {
  expect(outline("type https://, then www. and go")).toBe("p(type https://, then www. and go)");
});

test("a link with an open parenthesis in its address is text", () => {
  expect(outline("[a](/b(c d) e")).toBe("p([a](/b(c d) e)");
  expect(outline("[a](/b(c)) e")).toBe("p(a(/b(c) a) e)");
});

test("the text of a link that grows too long without an end shows its bracket", () => {
  const short = "word ".repeat(10).trim();
  const long = "word ".repeat(200).trim();
  expect(outline(`see [${short}`, true)).toBe(`p(see ${short})`);
  expect(outline(`see [${long}`, true)).toBe(`p(see [${long})`);
});
