import { neutraliseText } from "../../markdown/parser/index.js";
import { toSourceUrl } from "../../markdown/react/linkRules.js";
import type { FoundSource } from "./Source.js";

const MAX_TITLE_CHARS = 200;
const MAX_TEXT_CHARS = 300;
/** Browsers and servers refuse longer ones, too. */
const MAX_URL_CHARS = 2048;

/**
 * Makes a source of what a graph gives: a {@link Source}, a bare address, or a citation of a message. Returns
 * `undefined` for what has neither a title nor an address.
 *
 * The fields of citations are those of LangChain's standard blocks (`url`, `title`, `cited_text`), of OpenAI
 * (`filename`), Anthropic (`document_title`, `source`) and Gemini (`web: { uri, title }`).
 */
export function readSource(value: unknown): Omit<FoundSource, "numbers"> | undefined {
  const given: Fields = typeof value === "string" ? { url: value } : fieldsOf(value);
  // LangChain wraps annotations that it does not know.
  const whole = given.type === "non_standard_annotation" ? fieldsOf(given.value) : given;
  const fields = { ...whole, ...fieldsOf(whole.web), ...fieldsOf(whole.maps) };
  const address = firstText(fields.url, fields.uri, fields.source);
  const checked = address.length > MAX_URL_CHARS ? undefined : toSourceUrl(address);
  const host = checked?.host.replace(/^www\./, "");
  const named = firstText(fields.title, fields.document_title, fields.filename);
  const unnamed = checked?.href.replace(/^https?:\/\/(?:www\.)?|\/$/g, "") ?? "";
  const title = toLine(named, MAX_TITLE_CHARS) || toLine(unnamed, MAX_TITLE_CHARS);
  if (!title) return undefined;
  const text = toLine(firstText(fields.text, fields.cited_text, fields.citedText), MAX_TEXT_CHARS);
  return { title, url: checked?.href, host, text: text || undefined };
}

type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function firstText(...values: readonly unknown[]): string {
  const text = values.find((value) => typeof value === "string" && value.trim() !== "");
  return typeof text === "string" ? text : "";
}

/** One line without invisible characters, at most `maxChars` long. */
function toLine(text: string, maxChars: number): string {
  // Titles may be of any length, so only what can be shown is looked at. Half characters become U+FFFD.
  const line = neutraliseText(text.slice(0, maxChars * 4))
    .replace(/\s+/g, " ")
    .trim();
  const characters = [...line];
  return characters.length > maxChars
    ? `${characters.slice(0, maxChars).join("").trimEnd()}…`
    : line;
}
