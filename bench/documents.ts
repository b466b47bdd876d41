/** Generates the answers. They are the same on every machine and in every run. */

/** The last word of every answer. No other part of an answer contains it, so it shows that the answer is complete. */
export const LAST_WORD = "zebrafinch";

/** Every answer contains this word at regular distances. A page that shows it less often has lost text. */
export const MILESTONE = "milestone";

export type DocumentKind = "doc" | "paragraph" | "list" | "table" | "fence";

/**
 * Makes an answer of about `chars` ASCII characters. The length differs by at most one sentence, row or line.
 *
 * `doc` is like the text of models: headings, paragraphs, nested lists, tables, fences, links. Each other kind is one
 * block from start to end. So a renderer that caches closed blocks cannot cache anything.
 */
export function makeDocument(kind: DocumentKind, chars: number): string {
  const words = wordsFrom(chars);
  if (kind === "doc") {
    const end = `${sentence(words)} ${LAST_WORD}.\n`;
    const most = fill(chars - end.length, "", (at) => section(at, words));
    return fill(chars - end.length, most, () => `${sentence(words)}\n\n`) + end;
  }
  const [head, piece, end] = BLOCKS[kind];
  return fill(chars - end.length, head, (at) => piece(at, words)) + end;
}

/** Counts {@link MILESTONE} in a text. */
export function countMilestones(text: string): number {
  return text.split(MILESTONE).length - 1;
}

/** Adds pieces to `head` until the next one would exceed `chars`. */
function fill(chars: number, head: string, piece: (at: number) => string): string {
  const pieces = [head];
  let length = head.length;
  for (let at = 1; ; at += 1) {
    const next = piece(at);
    length += next.length;
    if (length > chars) return pieces.join("");
    pieces.push(next);
  }
}

const VOCABULARY = (
  "refund order parcel customer address return window service account invoice payment card bank delivery " +
  "carrier label stock store region support ticket answer question policy exchange warranty receipt date " +
  "number email form page link button step choice period working day business holiday item size colour"
).split(" ");

/** Generates the same words for the same seed (a linear congruential generator, as in Numerical Recipes). */
function wordsFrom(seed: number): () => string {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return VOCABULARY[(state >>> 8) % VOCABULARY.length] ?? "";
  };
}

type Words = () => string;

const some = (words: Words, count: number) => Array.from({ length: count }, words).join(" ");
const milestoneEvery = (distance: number, at: number) =>
  at % distance === 0 ? `${MILESTONE} ` : "";

function sentence(words: Words): string {
  return `The ${some(words, 3)} needs **${some(words, 2)}** before the ${some(words, 4)}, and \`${words()}_${words()}\` or [the ${words()} ${words()}](https://example.com/${words()}) shows *${words()}*.`;
}

function section(at: number, words: Words): string {
  const parts = [
    `## ${at}. About the ${some(words, 3)}\n\n${sentence(words)} ${sentence(words)}\n\n`,
    `This ${MILESTONE} of the ${some(words, 5)} is worth a sentence of its own.\n\n`,
  ];
  const extra = [bullets, numbered, table, fence][at % 4];
  if (extra) parts.push(extra(words));
  return parts.join("");
}

const bullets = (words: Words) =>
  `- ${some(words, 6)}\n  - ${some(words, 4)} with \`${words()}\`\n  - ${some(words, 3)}\n- **${words()}** ${some(words, 5)}\n- [x] ${some(words, 4)}\n\n`;

const numbered = (words: Words) =>
  `1. ${some(words, 7)}\n2. ${sentence(words)}\n3. ${some(words, 5)}\n\n> ${some(words, 9)}\n\n`;

const table = (words: Words) =>
  `| ${words()} | ${words()} | ${words()} |\n| :-- | :-: | --: |\n${Array.from({ length: 4 }, () => `| ${some(words, 2)} | *${words()}* | ${words().length} |\n`).join("")}\n`;

const fence = (words: Words) =>
  `\`\`\`ts\n${Array.from({ length: 6 }, (_, at) => codeLine(at, words)).join("")}\`\`\`\n\n`;

const item = (at: number, words: Words) =>
  at % 4 === 0
    ? `- ${MILESTONE} **${words()}** ${some(words, 6)} \`${words()}\`\n`
    : `${at % 4 === 2 ? "  " : ""}- ${some(words, 5)} [${words()}](https://example.com/${words()}) ${words()}\n`;

const row = (at: number, words: Words) =>
  `| ${milestoneEvery(4, at)}${some(words, 3)} | **${words()}** ${some(words, 3)} | ${at} |\n`;

const codeLine = (at: number, words: Words) =>
  `${"  ".repeat(at % 3)}const ${words()}${at} = ${words()}("${some(words, 2)}", ${at}); // ${milestoneEvery(4, at)}${words()}\n`;

/** The start, a repeated piece and the end of each kind of block. */
const BLOCKS: Record<
  Exclude<DocumentKind, "doc">,
  readonly [head: string, piece: (at: number, words: Words) => string, end: string]
> = {
  paragraph: ["", (at, words) => `${milestoneEvery(10, at)}${sentence(words)} `, `${LAST_WORD}.\n`],
  list: ["", item, `- ${LAST_WORD}\n`],
  table: ["| Item | Rule | Days |\n| :-- | :-- | --: |\n", row, `| ${LAST_WORD} | | |\n`],
  fence: ["```ts\n", codeLine, `// ${LAST_WORD}\n\`\`\`\n`],
};
