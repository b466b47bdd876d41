/** A link's address after the URL standard's parser has read it. */
export interface SafeUrl {
  /** As the parser writes it, without user and password; a relative reference stays relative. */
  readonly href: string;
  /** In punycode; `undefined` for a relative reference, and for `mailto:` and `tel:`. */
  readonly host: string | undefined;
}

const SCHEMES: ReadonlySet<string> = new Set(["https:", "http:", "mailto:", "tel:"]);
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** The parser also drops these inside an address. */
const TABS_AND_LINE_ENDS = /[\t\n\r]/g;
/** Every parser encodes these, in every part of an address. */
// oxlint-disable-next-line no-control-regex
const NO_URL_CHARACTER = /[\0- "<>\x7F-\u{10FFFF}]/gu;
/** A server may take it for a slash, and so for a way out of the allowed folder. */
const ENCODED_SLASH = /%2f|%5c/i;
/** Stands for whatever page the answer is shown on. */
const SOME_PAGE = "https://page.invalid";

/**
 * Reads a link's destination, entities and escapes already decoded.
 *
 * @param baseUrl what relative references are resolved against; without it they stay relative
 * @returns `undefined` for any scheme but https, http, mailto and tel, and for what cannot be parsed
 */
export function toSafeUrl(destination: string, baseUrl?: string): SafeUrl | undefined {
  const reference = dropIgnored(destination);
  const isAbsolute = SCHEME.test(reference);
  const url = parse(reference, isAbsolute ? undefined : (baseUrl ?? SOME_PAGE));
  if (!url || !SCHEMES.has(url.protocol)) return undefined;
  if (!isAbsolute && !baseUrl && url.origin === SOME_PAGE) return toRelative(reference, url);
  if (url.host) [url.username, url.password] = ["", ""];
  return { href: url.href, host: url.host || undefined };
}

/**
 * Drops what the URL parser drops: controls and spaces at both ends, tabs and line ends anywhere.
 *
 * A loop, because a pattern such as `/ +$/` needs quadratic time for spaces in the middle.
 */
function dropIgnored(address: string): string {
  let start = 0;
  let end = address.length;
  while (start < end && isControlOrSpace(address, start)) start += 1;
  while (end > start && isControlOrSpace(address, end - 1)) end -= 1;
  return address.slice(start, end).replace(TABS_AND_LINE_ENDS, "");
}

function isControlOrSpace(text: string, at: number): boolean {
  return text.charCodeAt(at) <= 0x20;
}

function parse(reference: string, base?: string): URL | undefined {
  try {
    return new URL(reference, base);
  } catch {
    return undefined;
  }
}

/** The same reference in characters that mean the same to everyone; only if the parser agrees that it is the same. */
function toRelative(reference: string, url: URL): SafeUrl | undefined {
  const pathEnd = reference.search(/[?#]|$/);
  const path = reference.slice(0, pathEnd).replaceAll("\\", "/");
  const wellFormed = (path + reference.slice(pathEnd)).replace(/[\uD800-\uDFFF]/gu, "\uFFFD");
  const href = wellFormed.replace(NO_URL_CHARACTER, encodeURIComponent);
  const isSame = href === reference || parse(href, SOME_PAGE)?.href === url.href;
  return isSame ? { href, host: undefined } : undefined;
}

/**
 * The address if it has the origin of an allowed prefix and is at or below its path. Images may be loaded from it, and
 * links may lead there.
 *
 * @param prefixes absolute https or http addresses; `https://cdn.example/img` lets `/img` and `/img/a.png`
 *   pass, and not `/images`
 */
export function toAllowedUrl(
  address: string,
  prefixes: readonly string[],
  baseUrl?: string,
): string | undefined {
  if (prefixes.length === 0) return undefined;
  const url = parse(dropIgnored(address), baseUrl);
  if (!url || url.username || url.password || ENCODED_SLASH.test(url.pathname)) return undefined;
  return prefixes.some((prefix) => isBelow(url, toPrefix(prefix))) ? url.href : undefined;
}

function isBelow(url: URL, prefix: URL): boolean {
  const folder = prefix.pathname.replace(/\/?$/, "/");
  return (
    url.origin === prefix.origin &&
    (url.pathname === prefix.pathname || url.pathname.startsWith(folder))
  );
}

/**
 * @param option the name of the option that holds the prefix, for the message
 * @throws TypeError if it is no absolute https or http address
 */
export function toPrefix(prefix: string, option = "allowedImagePrefixes"): URL {
  const url = parse(prefix);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new TypeError(
    `${option} holds "${prefix}"; write an absolute address, such as "https://cdn.example/images/"`,
  );
}
