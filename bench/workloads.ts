/** Lists the workloads: which text the server streams, and how fast. */
import { LAST_WORD, makeDocument, type DocumentKind } from "./documents.js";

/**
 * A stream of the server. The page sends the workload's id as the assistant's id, because every contender can set that.
 */
export interface Workload {
  readonly id: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly chars: number;
  /** `undefined` sends as fast as the page reads. */
  readonly tokensPerSecond?: number;
  /** The number of characters that arrive as one delta before the pace begins. */
  readonly headStartChars?: number;
  /** The number of characters at the pace, after which the stream ends. */
  readonly pacedChars?: number;
  /** Whether the page stays scrolled to its end, as for a visitor who reads along. Otherwise it stays at its top. */
  readonly isFollowed?: boolean;
}

/** The time between the metadata and the first token, at a pace. Models need such a time too. */
export const FIRST_TOKEN_DELAY_MS = 100;

/** The time after which a cell counts as not finished, in addition to the duration of the stream. */
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
 * The middle of `paced-20k`, for `--quick`. Almost half of the text arrives at once. Then 3 s at 200 tokens/s follow,
 * around the average length of the long cell. It is not the same measurement, so the results name it differently.
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

/** Keeps the new words in sight, because text out of sight may cost little. */
export const FOLLOWED: Workload = {
  ...MIDDLE,
  id: "followed-20k",
  title: `${MIDDLE.title}, the page kept at its end`,
  isFollowed: true,
};

const BLOCK_KINDS = ["paragraph", "list", "table", "fence"] as const;

/** The pace of fast models. At full speed renderers get few frames, which hides the cost of re-rendering. */
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

/** Returns the complete text of the answer. */
export function textOf({ kind, chars, headStartChars = 0, pacedChars }: Workload): string {
  const text = makeDocument(kind, chars);
  if (pacedChars === undefined) return text;
  const cut = text.lastIndexOf("\n\n", headStartChars + pacedChars);
  return `${text.slice(0, cut)}\n\nThe end: ${LAST_WORD}.\n`;
}

/** Cuts the text into deltas like a model's tokens: about four characters each, with the space in front. */
export function tokensOf(workload: Workload): string[] {
  const text = textOf(workload);
  const head = text.slice(0, workload.headStartChars ?? 0);
  const rest = text.slice(head.length);
  return [...(head ? [head] : []), ...(rest.match(/\n+ *|\s?\S{1,5}/g) ?? [])];
}

/** Returns the duration of the stream in milliseconds. It is 0 at full speed. */
export function durationMs(workload: Workload): number {
  if (!workload.tokensPerSecond) return 0;
  return FIRST_TOKEN_DELAY_MS + (tokensOf(workload).length / workload.tokensPerSecond) * 1000;
}
