import { unescape } from "../inlines/linkParts.js";

const LANGUAGE = /^[a-z0-9+#-]{1,32}$/;

/**
 * The language a fence names: the first word of its info string, lower-cased. `undefined` if it holds
 * anything that could make it another class name than `language-…`.
 */
export function toLanguage(info: string): string | undefined {
  const [word = ""] = info.split(/[ \t]/, 1);
  const language = unescape(word).toLowerCase();
  return LANGUAGE.test(language) ? language : undefined;
}
