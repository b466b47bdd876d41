import { scanMarks, type OpenMark } from "./scanMarks.js";

/** What may become an entity, an autolink or an escape with the next characters. */
const UNDECIDED_END = /(?:&#?[a-z0-9]{0,31}|<(?:\/|!-{0,2}|[a-z][a-z0-9+.-]{0,31})?|(?<!\S)!)$/i;
const OPEN_AUTOLINK = /<(?=[a-z][a-z0-9+.-]{1,31}:[^\s<>]*$|[\w.+-]+@[\w.-]*$)/i;
const DELIMITERS_AT_END = /(?<!\\)([*_~])\1*$/;
const ODD_BACKSLASH_AT_END = /(?<!\\)(?:\\\\)*\\$/;

/**
 * Mends inline Markdown that was cut mid-stream, so that a half-typed `**bo` is bold at once and
 * `[li` is not seen as a bracket.
 *
 * In: the inline source of a paragraph from its last cut on. Out: the same with marks closed where
 * they can be (emphasis, code), and without them where they cannot (a link without its address is its
 * text); a mark that nothing follows yet is left out.
 * Cost: linear; called for every delta.
 */
export function mendMarks(source: string): string {
  let text = dropUndecidedEnd(source.trimEnd());
  let closers = "";
  for (const mark of [...scanMarks(text).open].reverse()) {
    const mended = mendMark(text, mark);
    text = mended.text.trimEnd();
    closers += mended.closer;
  }
  return text + closers;
}

function dropUndecidedEnd(text: string): string {
  let kept = text.replace(ODD_BACKSLASH_AT_END, (end) => end.slice(1)).replace(UNDECIDED_END, "");
  kept = kept.replace(OPEN_AUTOLINK, "");
  // Whether brackets are a link's is decided by what follows them.
  while (kept.endsWith("]")) kept = kept.slice(0, -1);
  const withoutRun = kept.replace(DELIMITERS_AT_END, "");
  // A run that closes nothing may open something.
  const isRunIdle = isSameOpen(scanMarks(kept).open, scanMarks(withoutRun).open);
  return (isRunIdle ? withoutRun : kept).trimEnd();
}

function isSameOpen(some: readonly OpenMark[], others: readonly OpenMark[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

function mendMark(text: string, mark: OpenMark): { text: string; closer: string } {
  const before = text.slice(0, mark.at);
  switch (mark.type) {
    case "destination":
      return {
        text: before + text.slice(text.indexOf("[", mark.at) + 1, mark.textEnd),
        closer: "",
      };
    case "bracket": {
      const label = text.slice(mark.textStart);
      if (label.startsWith("^")) return { text: before, closer: "" };
      if (!before.endsWith("]")) return { text: before + label, closer: "" };
      // `[text][lab`: the brackets before it are the link's text.
      const textAt = before.lastIndexOf("[");
      return { text: before.slice(0, textAt) + before.slice(textAt + 1, -1), closer: "" };
    }
    case "code": {
      const code = text.slice(mark.at + mark.length);
      const begun = /`*$/.exec(code)?.[0].length ?? 0;
      if (begun === code.length) return { text: before, closer: "" };
      return { text, closer: "`".repeat(Math.max(mark.length - begun, 0)) };
    }
    case "delimiter": {
      const { char, count, length } = mark.run;
      const content = text.slice(mark.at + length);
      return content.trim() ? { text, closer: char.repeat(count) } : { text: before, closer: "" };
    }
  }
}
