/**
 * Every cap of the parser and the renderer, each with the input that made it necessary.
 *
 * Past a cap, text is shown as it is written; none is lost. No cap is near what a normal answer needs.
 * Three caps are part of a pattern and stand there: 999 characters in a link's label (CommonMark 0.31, section
 * 6.3), 100 in a footnote's, and 32 in the name of a language.
 */

/** Open quotes, lists and items within each other. Input: `> ` 50,000 times. A list and its item count as two. */
export const MAX_CONTAINERS = 48;

/** Columns of a table. Input: a head with 30,000 cells, which asks for as many cells in each row. */
export const MAX_COLUMNS = 64;

/** Empty cells that the parser adds to the short rows of one table. Input: 60 columns and 30,000 rows of one letter. */
export const MAX_ADDED_CELLS = 2048;

/** Link definitions. Input: 10,000 definitions. For each, the parser looks at all references again. */
export const MAX_LINK_DEFINITIONS = 256;

/** Footnotes, for the same reason. */
export const MAX_FOOTNOTES = 256;

/** Labels that look like a footnote's, for the same reason. */
export const MAX_FOOTNOTE_MARKS = 256;

/** Characters of one definition. Input: an unclosed title over 100 kB, which is read again for every line. */
export const MAX_DEFINITION_CHARS = 2048;

/**
 * References before a definition that take effect at once. Input: 20,000 footnote marks and then 200
 * notes: each note renders all marks again. Past the cap, a definition takes effect when the answer ends.
 */
export const MAX_EAGER_REFERENCES = 512;

/** Parentheses within a link's address. Input: `[a](b` 20,000 times. Each address would reach to the end. */
export const MAX_PARENTHESES = 32;

/** The shortest part of a paragraph that is parsed apart from the rest. Shorter parts cost more than they save. */
export const MIN_SEGMENT_CHARS = 256;

/** How far an open mark reaches. Input: `*` and 100 kB of text, which would be parsed again for every token. */
export const MAX_SEGMENT_CHARS = 2048;

/** Marks in one part of a paragraph. Input: `*a **a ` 10,000 times; matching them takes quadratic time. */
export const MAX_SEGMENT_MARKS = 320;

/** Parts of a paragraph that end inside open marks; the rest is plain. Input: `[a` 50,000 times. */
export const MAX_FORCED_CUTS = 16;

/** The length of a part that is shown as it is written. */
export const PLAIN_SEGMENT_CHARS = 1024;

/**
 * How far half-typed bold text, code and links reach. Input: "2 ** 3 is …": without a cap, everything after the
 * stars is bold until the answer ends.
 */
export const MAX_HALF_TYPED_CHARS = 240;

/** How far half-typed emphasis reaches. Input: "Python's *args holds …". Emphasis is shorter than bold text. */
export const MAX_HALF_TYPED_EM_CHARS = 100;

/** Items of a list that React compares as one. Input: a list of 10,000 items, compared for every token. */
export const GROUP_SIZE = 32;

/**
 * References in one part of a paragraph that become links one by one when their definition follows. Input:
 * 100 kB of `[^1] ` and then the note. For each new node, React looks for its next sibling and the
 * browser for the paragraph's direction, which takes quadratic time. Past the cap, the part is replaced.
 */
export const MAX_UPDATED_REFERENCES = 8;

/** The length of a piece of code or plain text. Input: one line of 400 kB; the browser lays out one piece at a time. */
export const PIECE_CHARS = 4096;

const ELEMENTS_OF_ANY_ANSWER = 1000;
const CHARS_PER_ELEMENT = 8;

/**
 * How many elements a text of `chars` characters may become. Input: 100 kB of `*a*`, which asks the
 * browser for 30,000 elements. Prose has an element for every 50 to 100 characters, a table of short
 * numbers one for every 4.
 */
export function maxElements(chars: number): number {
  return ELEMENTS_OF_ANY_ANSWER + chars / CHARS_PER_ELEMENT;
}
