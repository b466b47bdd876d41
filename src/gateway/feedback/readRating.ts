import { plainText } from "../plainValue.js";

/** What a visitor sends to `/feedback`. */
export interface Rating {
  readonly token: string;
  readonly value: "up" | "down";
  readonly reason?: string;
  readonly comment?: string;
}

/** A reason is a word of the page's own, such as `outdated`. */
const MAX_REASON_CHARS = 100;
const MAX_COMMENT_CHARS = 2_000;

/**
 * Checks the body of a rating. Unknown fields are dropped.
 *
 * @returns `undefined` if it is no rating, or if a text is too long
 */
export function readRating(body: Readonly<Record<string, unknown>>): Rating | undefined {
  const { token, value } = body;
  if (typeof token !== "string" || (value !== "up" && value !== "down")) return undefined;
  const reason = readText(body.reason, MAX_REASON_CHARS);
  const comment = readText(body.comment, MAX_COMMENT_CHARS);
  if (reason === undefined || comment === undefined) return undefined;
  return { token, value, ...(reason && { reason }), ...(comment && { comment }) };
}

/** @returns the text without white space around it, `""` if none was sent, `undefined` if it may not be sent */
function readText(value: unknown, maxChars: number): string | undefined {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") return undefined;
  const text = plainText(value.trim());
  return text.length <= maxChars ? text : undefined;
}
