import MiniSearch from "minisearch";
import type { FaqEntry } from "./parseEntry.js";
import { termsOf } from "./termsOf.js";

/** An entry that answers a question, as the graph's state holds it: without its text, which is looked up by id. */
export interface FoundEntry {
  readonly id: string;
  readonly title: string;
  /** Rank; larger is better. Comparable within one search only. */
  readonly score: number;
  /** How much of the question the entry covers, 0–1: rare words weigh more than common ones. */
  readonly coverage: number;
}

/** Best entries first; empty when nothing answers the question. */
export type Retrieve = (question: string, limit?: number) => readonly FoundEntry[];

/**
 * Below this score an entry shares some words with the question, but not its subject ("What is the capital of
 * React?"). Set by hand with the questions of the tests: with a lower value, unrelated questions find entries.
 */
const MIN_COVERAGE = 0.5;
/** A word in the answer's text says less about its subject than one in a question it is listed under. */
const BODY_WEIGHT = 0.6;
/** The weight of a typo, or of a related word. */
const NEAR_WEIGHT = 0.6;

/** Indexes the entries once (about a millisecond for fifty) and returns the search over them. */
export function createRetriever(entries: readonly FaqEntry[]): Retrieve {
  const index = new MiniSearch<FaqEntry>({
    fields: ["title", "alsoAsked", "body"],
    extractField: (entry, field) =>
      field === "alsoAsked" ? entry.alsoAsked.join("\n") : entry[field as "id" | "title" | "body"],
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 4, alsoAsked: 3, body: 1 },
      prefix: (term) => term.length >= 4,
      // Stems of four letters and fewer have too many neighbours: "asdf", "java", "rust".
      fuzzy: (term) => (term.length >= 6 ? 0.2 : false),
    },
  });
  index.addAll(entries);
  const known = new Map(entries.map((entry) => [entry.id, toKnownEntry(entry)]));
  const weigh = inverseFrequency(
    [...known.values()].map(({ head, body }) => new Set([...head, ...body])),
  );

  return (question, limit = 3) => {
    const terms = [...new Set(termsOf(question))];
    const found = index.search(question).flatMap(({ id, score, match }) => {
      const entry = known.get(id as string);
      if (entry === undefined) return [];
      const coverage = coverageOf(terms, entry, Object.keys(match), weigh);
      return [{ id: entry.id, title: entry.title, score: score * coverage, coverage }];
    });
    found.sort((one, other) => other.score - one.score);

    // The question is one of the entry's own. Some of those ("Who are you?") are only stop words, which the index leaves out.
    const named = entries.find((entry) => isTitle(question, entry));
    const rest = found.filter(({ id, coverage }) => id !== named?.id && coverage >= MIN_COVERAGE);
    const lead = named
      ? { id: named.id, title: named.title, score: rest[0]?.score ?? 1, coverage: 1 }
      : rest.shift();
    if (lead === undefined) return [];
    return [lead, ...rest.filter((entry) => isWorthNaming(entry, lead))].slice(0, limit);
  };
}

/** Whether another entry is about the question too, and does not only share a word with it. */
function isWorthNaming(entry: FoundEntry, lead: FoundEntry): boolean {
  return entry.coverage >= 0.75 * lead.coverage && entry.score >= 0.3 * lead.score;
}

interface KnownEntry {
  readonly id: string;
  readonly title: string;
  /** Terms of the title and of `alsoAsked`. */
  readonly head: ReadonlySet<string>;
  readonly body: ReadonlySet<string>;
}

function toKnownEntry(entry: FaqEntry): KnownEntry {
  return {
    id: entry.id,
    title: entry.title,
    head: new Set(termsOf([entry.title, ...entry.alsoAsked].join("\n"))),
    body: new Set(termsOf(entry.body)),
  };
}

/** Weight of a term: about 0.5 for one in half of the entries, above 3 for one in a single entry or in none. */
function inverseFrequency(documents: readonly ReadonlySet<string>[]): (term: string) => number {
  return (term) => {
    const count = documents.filter((document) => document.has(term)).length;
    return Math.log(1 + (documents.length - count + 0.5) / (count + 0.5));
  };
}

function coverageOf(
  terms: readonly string[],
  { head, body }: KnownEntry,
  matched: readonly string[],
  weigh: (term: string) => number,
): number {
  let covered = 0;
  let total = 0;
  for (const term of terms) {
    const weight = weigh(term);
    total += weight;
    if (head.has(term)) covered += weight;
    else if (body.has(term)) covered += weight * BODY_WEIGHT;
    else if (matched.some((other) => isNear(term, other))) covered += weight * NEAR_WEIGHT;
  }
  return total === 0 ? 0 : covered / total;
}

/** "instal" for "install", but not "offic" for "official": the index finds both. */
function isNear(term: string, other: string): boolean {
  return (
    term !== other &&
    term.length >= 4 &&
    Math.abs(other.length - term.length) <= 2 &&
    other[0] === term[0]
  );
}

function isTitle(question: string, entry: FaqEntry): boolean {
  const asked = plain(question);
  return asked !== "" && [entry.title, ...entry.alsoAsked].some((title) => plain(title) === asked);
}

function plain(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/['’]/g, "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ");
}
