/** Splits plain text into pieces that a screen reader can say one at a time. */

/** List items, footnotes and rows of tables are pieces of their own. Other lines may continue a sentence. */
const OWN_LINE = /\t|^\s*(?:-|\d+\.|\[\d+\]) /;
const BLANK_LINE = /^[>\s]*$/;
/** A piece without a letter is a marker or a number, such as "1." before an item. */
const LETTER = /\p{L}/u;
/** "Dr.", "e.g." and "3." rarely end a sentence. If one does, it only delays that sentence. */
const ABBREVIATION =
  /(?:^|[\s.(])(?:\p{L}|\p{Lu}\p{L}|Mrs|Prof|al|bzw|ca|etc|usw|vgl|vs|\p{N}+)\.$/u;
/** Where a sentence ends. Chinese and Japanese have no space there. */
const END = /[\p{Sentence_Terminal}…]["'”’»)\]]*\s+|[。！？]["'”’」』）]*\s*/gu;
const LOWER_CASE = /\p{Ll}/u;

/**
 * Splits text of `toPlainText` into sentences, rows of tables and pieces of code. The pieces joined are the text,
 * character for character. While the answer streams, the last piece may still grow; the others are whole.
 *
 * Cost: linear in the text. `Intl.Segmenter` is not used, because its time grows with the square of a text such as
 * "1. 1. 1. …": 25,000 numbers would freeze the page for seconds.
 */
export function toSentences(text: string): string[] {
  return toBlocks(text).flatMap((block) =>
    block.includes("\t") ? [block] : joinHalves(splitBlock(block)),
  );
}

/** Puts lines together that one sentence may go through, such as the lines of a wrapped paragraph. */
function toBlocks(text: string): string[] {
  const blocks: string[] = [];
  let startsBlock = true;
  for (const line of text.match(/[^\n]*\n|[^\n]+/g) ?? []) {
    const isBlank = BLANK_LINE.test(line);
    if (blocks.length === 0 || (!isBlank && (startsBlock || OWN_LINE.test(line))))
      blocks.push(line);
    else blocks[blocks.length - 1] += line;
    startsBlock = isBlank || line.includes("\t");
  }
  return blocks;
}

function splitBlock(block: string): string[] {
  const ends = Array.from(block.matchAll(END), ({ index, 0: end }) => index + end.length);
  // A small letter goes on with the sentence: "Open at 9 a.m. on Mondays."
  const cuts = [0, ...ends.filter((end) => !LOWER_CASE.test(block.charAt(end)))];
  return cuts.map((cut, at) => block.slice(cut, cuts[at + 1])).filter(Boolean);
}

/** Joins a piece that is no sentence with the next one. */
function joinHalves(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  let half = "";
  for (const piece of pieces) {
    half += piece;
    if (!LETTER.test(piece) || ABBREVIATION.test(piece.trimEnd())) continue;
    joined.push(half);
    half = "";
  }
  if (half) joined.push(half);
  return joined;
}
