/**
 * What is not seen, but changes how text is read or what is copied with it: controls but tab and line
 * feed; all of Unicode's bidirectional controls, since every block finds its own direction;
 * invisible and deprecated format characters; blanks that are letters to Unicode; tag characters and
 * the variation selectors past the sixteenth, which can carry whole hidden messages.
 */
const REMOVED =
  // oxlint-disable-next-line no-control-regex
  /[\u0001-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/gu;

/**
 * A joiner or non-joiner where no script has a use for it. It stays after a letter that is not Latin,
 * Greek or Cyrillic, after a mark, and within emoji.
 */
const USELESS_JOINERS =
  /(?<![\p{M}\p{Extended_Pictographic}\u{1F3FB}-\u{1F3FF}]|(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{L})[\u200C\u200D]+|(?<=[\u200C\u200D])[\u200C\u200D]+/gu;

/** More marks on one letter than any language has. */
const MARKS_PAST_EIGHTH = /(?<=\p{M}{8})\p{M}+/gu;

/** Anything but what most text is made of, none of which is changed. */
const MAY_NEED_CHANGE =
  /[^\n -~\u00A0-\u00AC\u00AE-\u02FF\u0370-\u0482\u048A-\u058F\u2010-\u2027\u2030-\u205E\u2070-\u20CF\u2100-\u2BFF\u3000-\u3029\u3030-\u3098\u309B-\u3163\u3400-\u9FFF\uAC00-\uD7A3]/;
const HAS_MARK = /\p{M}/u;

/**
 * Text as it is shown: without what deceives the eye. Letters of all scripts, emoji and their joiners
 * stay; NUL and halves of characters become U+FFFD.
 */
export function neutraliseText(text: string): string {
  if (!MAY_NEED_CHANGE.test(text)) return text;
  const shown = text
    .replace(/\0|[\uD800-\uDFFF]/gu, "\uFFFD")
    .replace(REMOVED, "")
    .replace(USELESS_JOINERS, "");
  return HAS_MARK.test(shown) ? shown.replace(MARKS_PAST_EIGHTH, "") : shown;
}
