/**
 * Removes characters that a reader cannot see and that change how the text is read or what is copied
 * with it:
 *
 * - controls, but not tab and line feed;
 * - bidirectional controls: every block finds its own direction;
 * - Unicode's default-ignorable characters, such as zero-width spaces, tag characters and fillers, which
 *   can carry a hidden message. Joiners and emoji's variation selectors follow the rules below.
 */
const REMOVED =
  // oxlint-disable-next-line no-control-regex
  /[\u0001-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\uFFF9-\uFFFB]|(?![\u200C-\u200D]|[\uFE0E-\uFE0F])\p{Default_Ignorable_Code_Point}/gu;

/**
 * A variation selector that no emoji needs. U+FE0E and U+FE0F stay after a character that is both a text
 * and an emoji, and after a digit, `#` or `*` that becomes a keycap.
 */
const USELESS_SELECTORS =
  /(?<!(?![#*0-9])\p{Emoji}|[#*0-9](?=[\uFE0E\uFE0F]\u20E3))[\uFE0E\uFE0F]/gu;

/**
 * A joiner or non-joiner in a place where no script uses one. It stays after a letter that is not Latin,
 * Greek or Cyrillic, after a mark, and within emoji.
 */
const USELESS_JOINERS =
  /(?<![\p{M}\p{Extended_Pictographic}\u{1F3FB}-\u{1F3FF}]|(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{L})[\u200C\u200D]+|(?<=[\u200C\u200D])[\u200C\u200D]+/gu;

/** No language puts more than eight marks on one letter. */
const MARKS_PAST_EIGHTH = /(?<=\p{M}{8})\p{M}+/gu;

/** Matches any character outside the ranges that most text uses and that never change. */
const MAY_NEED_CHANGE =
  /[^\n -~\u00A0-\u00AC\u00AE-\u02FF\u0370-\u0482\u048A-\u058F\u2010-\u2027\u2030-\u205E\u2070-\u20CF\u2100-\u2BFF\u3000-\u3029\u3030-\u3098\u309B-\u3163\u3400-\u9FFF\uAC00-\uD7A3]/;
const HAS_MARK = /\p{M}/u;

/**
 * Returns the text without invisible characters. Letters of all scripts, emoji and their joiners stay;
 * NUL and unpaired surrogates become U+FFFD.
 */
export function neutraliseText(text: string): string {
  if (!MAY_NEED_CHANGE.test(text)) return text;
  const shown = text
    .replace(/\0|[\uD800-\uDFFF]/gu, "\uFFFD")
    .replace(REMOVED, "")
    .replace(USELESS_SELECTORS, "")
    .replace(USELESS_JOINERS, "");
  return HAS_MARK.test(shown) ? shown.replace(MARKS_PAST_EIGHTH, "") : shown;
}
