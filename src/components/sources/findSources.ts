import type { StatelessRun } from "../../hooks/useStatelessRun.js";
import type { RunMessage } from "../../langgraph/events.js";
import type { AnyRun } from "../chat/AnyRun.js";
import type { Mistake } from "../chat/useReport.js";
import { fieldsOf, readSource } from "./readSource.js";
import type { FoundSource, Source } from "./Source.js";

/** A list that nobody reads to its end helps nobody. */
const MAX_SOURCES = 50;
/** The most entries of one list, and the most citations, that are looked at. */
const MAX_ENTRIES = 999;

type GivenSources = readonly Source[] | null | undefined;

/** Gives the sources of a run, in the order of their numbers. `undefined` means "none" or "not known yet". */
export type GetSources<State = unknown, Update = unknown, Custom = unknown> = (
  run: StatelessRun<State, Update, Custom>,
) => GivenSources;

/** The same for a run of which no types are known. A method's parameter accepts every {@link GetSources}. */
export type AnyGetSources = { get(run: AnyRun): GivenSources }["get"];

export interface Found {
  readonly sources: readonly FoundSource[];
  /** What is wrong with `getSources`. */
  readonly mistake?: Mistake;
}

export const NONE: Found = { sources: [] };

/**
 * Returns a function that finds the sources of a run: what `getSources` gives if there is one, else those of custom
 * events of the type `sources`, else the citations in messages.
 *
 * It may be called for every token: it looks for lists that it has not read, and returns the same object until there
 * is one. `getSources` is called again when the run has another state, update, event, message or status, but not when a
 * message grows.
 */
export function createSourceFinder(): (run: AnyRun, getSources?: AnyGetSources) => Found {
  let known: { inputs: readonly unknown[]; found: Found } = { inputs: [], found: NONE };
  return (run, getSources) => {
    const events = getSources ? [] : eventListsIn(run);
    const citations = getSources || events.length > 0 ? [] : run.messages.flatMap(citationListsIn);
    const inputs = getSources ? inputsOf(run, getSources) : [...events, ...citations];
    if (isSame(inputs, known.inputs)) return known.found;
    const found = getSources
      ? askPage(run, getSources)
      : { sources: [...toSources(events), ...toSources(eachAlone(citations))] };
    // The same sources in new objects must not render anything again.
    const isNew = found.mistake || JSON.stringify(found) !== JSON.stringify(known.found);
    known = { inputs, found: isNew ? found : known.found };
    return known.found;
  };
}

/** Finds the sources of one snapshot. */
export function findSources(run: AnyRun, getSources?: AnyGetSources): Found {
  return createSourceFinder()(run, getSources);
}

/** What the result of `getSources` may depend on. Pages write it inline, so while a run goes on, a new function is the same. */
function inputsOf(run: AnyRun, getSources: AnyGetSources): readonly unknown[] {
  const { status, values, updates, customEvents, messages, runId } = run;
  const isRunning = status === "pending" || status === "streaming";
  return [status, values, updates, customEvents, messages.length, runId, isRunning || getSources];
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}

/** While a run goes on, its state is incomplete, so an error means "not known yet" there. */
function askPage(run: AnyRun, getSources: AnyGetSources): Found {
  if (run.status === "idle") return NONE;
  let given: unknown;
  try {
    given = getSources(run);
    // Entries may have getters, which throw here.
    if (Array.isArray(given)) return { sources: toSources([given]) };
  } catch (cause) {
    return run.status === "success"
      ? { ...NONE, mistake: { message: "getSources failed; no sources are shown.", cause } }
      : NONE;
  }
  if (given === undefined || given === null) return NONE;
  const what = given instanceof Promise ? "a promise" : `a value of type ${typeof given}`;
  if (given instanceof Promise) given.catch(() => {}); // its rejection must not reach the page
  return {
    ...NONE,
    mistake: { message: `getSources returned ${what}; return a list of { title, url, text }.` },
  };
}

type Lists = readonly (readonly unknown[])[];

function eventListsIn({ customEvents }: AnyRun): Lists {
  return customEvents.flatMap((event) => {
    const { type, sources } = fieldsOf(event);
    return type === "sources" && Array.isArray(sources) ? [sources] : [];
  });
}

/**
 * The citations of a message, where the model's provider gives them. LangChain's standard text blocks and OpenAI's have
 * `annotations`, Anthropic's have `citations`. Gemini's are in the metadata of the whole message.
 */
function citationListsIn({ type, content, response_metadata: metadata }: RunMessage): Lists {
  if (type !== "ai") return [];
  const blocks = typeof content === "string" ? [] : content;
  const { grounding_metadata: python, groundingMetadata: javascript } = fieldsOf(metadata);
  const { grounding_chunks: chunks, groundingChunks } = fieldsOf(python ?? javascript);
  return [
    ...blocks.flatMap((block) =>
      block.type === "text" ? [block.annotations, block.citations] : [],
    ),
    chunks ?? groundingChunks,
  ].filter(Array.isArray);
}

/** A model cites a source as often as it uses it, so the place of a citation says nothing. */
function eachAlone(lists: Lists): Lists {
  const citations = lists.flat().slice(0, MAX_ENTRIES);
  return citations.filter((citation) => readSource(citation)).map((citation) => [citation]);
}

/**
 * Puts lists together. The answer's numbers are places in the graph's list. So a source that a list holds twice gets both
 * numbers, and an entry that is no source takes a number. A later list often repeats an earlier one; what it
 * repeats takes no number.
 */
function toSources(lists: Lists): readonly FoundSource[] {
  const found = new Map<string, FoundSource & { numbers: number[] }>();
  let number = 0;
  for (const list of lists) {
    const earlier = new Set(found.keys());
    for (const entry of list.slice(0, MAX_ENTRIES)) {
      const source = readSource(entry);
      const key = source && (source.url ?? source.title);
      if (key !== undefined && earlier.has(key)) continue;
      number += 1;
      if (!source || key === undefined) continue;
      const known = found.get(key);
      if (known) known.numbers.push(number);
      else if (found.size < MAX_SOURCES) found.set(key, { numbers: [number], ...source });
    }
  }
  return [...found.values()];
}
