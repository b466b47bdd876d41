/** What is streamed, how fast, and who takes part. */
import { LAST_WORD, makeDocument, type DocumentKind } from "./documents.js";

/** A stream as the server plays it. Its id is sent as the assistant's id, which every contender can set. */
export interface Workload {
  readonly id: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly chars: number;
  /** `undefined`: as fast as the page reads. */
  readonly tokensPerSecond?: number;
  /** So much of the text arrives as one delta before the pace begins. */
  readonly headStartChars?: number;
  /** The stream ends after so many characters at the pace. */
  readonly pacedChars?: number;
  /** The page is kept scrolled to its end, as by a visitor who reads along. Otherwise it stays at its top. */
  readonly isFollowed?: boolean;
}

/** What a paced server waits between the metadata and the first token, as a model does. */
export const FIRST_TOKEN_DELAY_MS = 100;

/** Past this, beyond what the stream itself takes, a cell has not finished. */
export const CAP_MS = 20_000;

const SIZES = { "2k": 2_000, "20k": 20_000, "100k": 100_000, "400k": 400_000 } as const;

export const FAST = Object.entries(SIZES).map(([size, chars]): Workload => {
  return { id: `fast-${size}`, title: `${chars / 1000} kB, full speed`, kind: "doc", chars };
});

export const PACED = (["2k", "20k"] as const).map((size): Workload => {
  const title = `${SIZES[size] / 1000} kB at 200 tokens/s`;
  return { id: `paced-${size}`, title, kind: "doc", chars: SIZES[size], tokensPerSecond: 200 };
});

/**
 * The middle of `paced-20k`, for `--quick`: half the text at once, then 3 s at 200 tokens/s around the
 * average length of the long cell. Not the same measurement; results say which one they come from.
 */
export const MIDDLE: Workload = {
  id: "middle-20k",
  title: "20 kB, its middle 2.4 kB at 200 tokens/s",
  kind: "doc",
  chars: 20_000,
  tokensPerSecond: 200,
  headStartChars: 8_800,
  pacedChars: 2_400,
};

/** What is out of sight may cost little; here the words that come are always in sight. */
export const FOLLOWED: Workload = {
  ...MIDDLE,
  id: "followed-20k",
  title: `${MIDDLE.title}, the page kept at its end`,
  isFollowed: true,
};

const BLOCK_KINDS = ["paragraph", "list", "table", "fence"] as const;

/** Fast models' pace: full speed would leave renderers few frames and hide what re-rendering costs. */
export const BLOCKS = BLOCK_KINDS.map((kind): Workload => {
  const title = `one endless ${kind}, 40 kB at 2,500 tokens/s`;
  return { id: `block-${kind}`, title, kind, chars: 40_000, tokensPerSecond: 2_500 };
});

export const TYPING_STREAM = "fast-100k";
export const MEMORY_STREAM = "fast-2k";

const ALL = [...FAST, ...PACED, MIDDLE, FOLLOWED, ...BLOCKS];

export function findWorkload(id: string): Workload {
  const found = ALL.find((workload) => workload.id === id);
  if (!found) throw new Error(`There is no workload "${id}".`);
  return found;
}

/** The answer's text, whole. */
export function textOf({ kind, chars, headStartChars = 0, pacedChars }: Workload): string {
  const text = makeDocument(kind, chars);
  if (pacedChars === undefined) return text;
  const cut = text.lastIndexOf("\n\n", headStartChars + pacedChars);
  return `${text.slice(0, cut)}\n\nThe end: ${LAST_WORD}.\n`;
}

/** The text in deltas as a model's tokens cut it: about four characters, the space in front. */
export function tokensOf(workload: Workload): string[] {
  const text = textOf(workload);
  const head = text.slice(0, workload.headStartChars ?? 0);
  const rest = text.slice(head.length);
  return [...(head ? [head] : []), ...(rest.match(/\n+ *|\s?\S{1,5}/g) ?? [])];
}

/** How long the stream itself takes, in milliseconds; 0 at full speed. */
export function durationMs(workload: Workload): number {
  if (!workload.tokensPerSecond) return 0;
  return FIRST_TOKEN_DELAY_MS + (tokensOf(workload).length / workload.tokensPerSecond) * 1000;
}
