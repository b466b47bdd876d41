import type { SafeUrl } from "./safeUrl.js";

/** Characters that look like a dot. Most are from Unicode's list of confusable characters (UTS 39). */
const OTHER_DOTS =
  /[\u00B7\u0387\u0589\u0660\u06D4\u06F0\u0701\u0702\u1427\u16EB\u2022\u2024\u2027\u2219\u22C5\u2E31\u2E33\u3002\u30FB\uA4F8\uA4FA\uA60E\uA78F\uFF0E\uFF61\uFF65\u{10101}\u{10A50}\u{1D16D}]/gu;
const AFTER_SLASHES = /(?<=\/\/)[^\s/?#@]+/gu;
const HOST_CHARACTERS = /[\p{L}\p{N}_.-]+/gu;
/** A top-level domain starts with a letter and has at least two characters. */
const TOP_LEVEL = /^\p{L}[\p{L}\p{N}-]/u;
const FOUR_NUMBERS = /\d{1,3}(?:\.\d{1,3}){3}/;
const AROUND_MAIL_ADDRESSES = /[\s<>(),;:"]+/;

/**
 * Returns the address to show after a link's text, if the text names another one or the host has
 * letters that look like others. Returns `undefined` if the text is honest.
 *
 * @param text the text that the reader sees
 */
export function hostToShow(text: string, { href, host }: SafeUrl): string | undefined {
  const plain = text.normalize("NFKC").replace(OTHER_DOTS, ".");
  if (host !== undefined) {
    const isPunycode = /(?:^|\.)xn--/.test(host);
    return !isPunycode && namesOnly(plain, host) ? undefined : host;
  }
  if (href.startsWith("mailto:")) return recipientsToShow(plain, href);
  const isHonest = addressesIn(plain).every((address) => href.includes(address));
  return isHonest ? undefined : href.replace(/^tel:/, "");
}

/** Returns what a reader takes for a host: a name with a dot, four numbers, or anything after `//`. */
function addressesIn(text: string): string[] {
  const words = text.match(HOST_CHARACTERS) ?? [];
  return [...(text.match(AFTER_SLASHES) ?? []), ...words.map(toHost).filter((host) => host !== "")];
}

/** The part of `word` that looks like a host, or an empty string. */
function toHost(word: string): string {
  const labels = word.split(".").filter((label) => label !== "");
  while (labels.length > 0 && !TOP_LEVEL.test(labels.at(-1) ?? "")) labels.pop();
  return labels.length > 1 ? labels.join(".") : (FOUR_NUMBERS.exec(word)?.[0] ?? "");
}

/** Returns all recipients of a mail, unless there is one and the text names no other address. */
function recipientsToShow(text: string, href: string): string | undefined {
  const { pathname, searchParams } = new URL(href);
  const copies = [...searchParams].map(([name, list]) => (/^(?:to|b?cc)$/i.test(name) ? list : ""));
  const recipients = [unescapeUrl(pathname), ...copies]
    .flatMap((list) => list.split(","))
    .filter((address) => address.trim() !== "");
  const [recipient = ""] = recipients;
  const host = recipient.slice(recipient.lastIndexOf("@") + 1);
  const isHonest = text
    .split(AROUND_MAIL_ADDRESSES)
    .every((word) =>
      word.includes("@")
        ? word.replace(/\.$/, "").toLowerCase() === recipient.toLowerCase()
        : namesOnly(word, host),
    );
  return isHonest && recipients.length <= 1 ? undefined : recipients.join(", ");
}

function unescapeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function namesOnly(text: string, host: string): boolean {
  return addressesIn(text).every((address) => isSameHost(address, host));
}

function isSameHost(address: string, host: string): boolean {
  try {
    return (
      withoutWww(new URL(`https://${address}`).hostname) === withoutWww(host.replace(/:\d+$/, ""))
    );
  } catch {
    return false;
  }
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, "");
}
