import MiniSearch from "minisearch";
import type { FaqEntry } from "./parseEntry.js";
import { termsOf } from "./termsOf.js";

/** An entry that answers a question, without its text. The graph's state holds this; nodes find the text by the id. */
export interface FoundEntry {
  readonly id: string;
  readonly title: string;
  /** The rank. Larger is better. Only scores of the same search can be compared. */
  readonly score: number;
  /** The share of the question that the entry covers, 0–1. Rare words weigh more than common ones. */
  readonly coverage: number;
}

/** Returns the best entries first, or an empty list if no entry answers the question. */
export type Retrieve = (question: string, limit?: number) => readonly FoundEntry[];

/**
 * Below this coverage an entry shares some words with the question, but not its subject ("What is the capital of
 * React?"). The value is chosen by hand with the questions of the tests. With a lower value, unrelated questions find
 * entries.
 */
const MIN_COVERAGE = 0.5;
/** A word in the answer's text says less about its subject than one in a question it is listed under. */
const BODY_WEIGHT = 0.6;
/** The weight of a match that is a typo or a related word. */
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

    // An entry's own wording always finds it. Some wordings ("Who are you?") are only stop words, which the index
    // leaves out.
    const named = entries.find((entry) => isTitle(question, entry));
    const rest = found.filter(({ id, coverage }) => id !== named?.id && coverage >= MIN_COVERAGE);
    const lead = named
      ? { id: named.id, title: named.title, score: rest[0]?.score ?? 1, coverage: 1 }
      : rest.shift();
    if (lead === undefined) return [];
    return [lead, ...rest.filter((entry) => isWorthNaming(entry, lead))].slice(0, limit);
  };
}

/** Whether another entry is also about the question. Sharing one word with it is not enough. */
function isWorthNaming(entry: FoundEntry, lead: FoundEntry): boolean {
  return entry.coverage >= 0.75 * lead.coverage && entry.score >= 0.3 * lead.score;
}

interface KnownEntry {
  readonly id: string;
  readonly title: string;
  /** The terms of the title and of `alsoAsked`. */
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

/** Returns the weight of a term: about 0.5 if half of the entries hold it, above 3 if one entry or none holds it. */
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

/**
 * Whether two terms are nearly the same word. The index finds more: here "instal" matches "install", but "offic" does
 * not match "official".
 */
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
