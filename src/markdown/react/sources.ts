import { createContext } from "react";
import type { AnyTarget, References, SourceTarget } from "../parser/index.js";
import type { LinkRule } from "./linkRules.js";

/** A source that `[1]` marks lead to. Titles and addresses may be anything; they are checked before they are shown. */
export interface MarkdownSource {
  /** Names the mark for screen readers. */
  readonly title: string;
  /** The id of the element that shows the source on this page. A mark moves the focus there. */
  readonly id?: string | undefined;
  /** An absolute https or http address. Without an `id`, marks lead there. */
  readonly url?: string | undefined;
}

/** The sources by their numbers: `[1]` is the first. `undefined` leaves a number out. */
export type MarkdownSources = readonly (MarkdownSource | undefined)[];

export const NO_SOURCES: MarkdownSources = [];

/** What marks and links depend on. It changes when the page learns of a source, which is seldom. */
export const SourcesContext = createContext<{
  readonly sources: MarkdownSources;
  readonly isLink: LinkRule;
}>({ sources: NO_SOURCES, isLink: () => true });

/** One object for each number, so that a segment is parsed again only when a number of its own becomes known. */
const targets = new Map<number, SourceTarget>();

function targetOf(number: number): SourceTarget {
  const target = targets.get(number) ?? { type: "source", number };
  targets.set(number, target);
  return target;
}

/** Adds the sources to the references. A label that the text itself makes a link or a footnote keeps its meaning. */
export function withSources(
  references: References,
  sources: MarkdownSources,
  isLink: LinkRule,
): References {
  if (sources.length === 0) return references;
  const all = new Map<string, AnyTarget>(references);
  sources.forEach((source, index) => {
    const label = String(index + 1);
    const defined = references.get(label);
    if (source && !(defined?.type === "link" && defined.href !== undefined && isLink(defined.href)))
      all.set(label, targetOf(index + 1));
  });
  return all;
}
