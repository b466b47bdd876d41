import { toAllowedUrl, toSafeUrl } from "../parser/index.js";
import type { MarkdownSources } from "./sources.js";
import { usePrefixes } from "./usePrefixes.js";

/**
 * Which addresses in the text become links: all, those of the sources, or those at or below one of these absolute
 * https or http addresses.
 */
export type Links = "all" | "sources" | readonly string[];

/** Whether a checked address may be a link. */
export type LinkRule = (href: string) => boolean;

const everyLink: LinkRule = () => true;

/**
 * The rule that the page gives. A mistake in it is reported with one `console.error`, and then no address is a link.
 */
export function useLinks(links: Links | undefined = "all"): Links {
  const isWord = links === "all" || links === "sources";
  const prefixes = usePrefixes("links", isWord ? undefined : links);
  return isWord ? links : prefixes;
}

export function toLinkRule(links: Links, sources: MarkdownSources): LinkRule {
  if (links === "all") return everyLink;
  if (links !== "sources") return (href) => toAllowedUrl(href, links) !== undefined;
  const addresses = new Set(sources.map((source) => toSourceUrl(source?.url)?.href));
  return (href) => addresses.has(href);
}

/** The checked address of a source; `undefined` if it is no absolute https or http address. */
export function toSourceUrl(
  url: string | undefined,
): { readonly href: string; readonly host: string } | undefined {
  const { href, host } = (typeof url === "string" && toSafeUrl(url)) || {};
  return href !== undefined && host !== undefined && /^https?:/.test(href)
    ? { href, host }
    : undefined;
}
