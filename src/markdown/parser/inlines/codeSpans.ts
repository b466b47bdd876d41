import type { RawNode } from "./rawNodes.js";

/** Makes code of the text between backticks. Source: CommonMark 0.31, section 6.1 (code spans). */
export function toCode(source: string): RawNode {
  const code = source.replaceAll("\n", " ");
  const isPadded = code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "";
  return { type: "code", text: isPadded ? code.slice(1, -1) : code };
}

/** Takes backticks off the end, because they may be the first of the closing ones. */
export function withoutHalfTypedEnd(code: string): string {
  let end = code.length;
  while (code[end - 1] === "`") end -= 1;
  return code.slice(0, end);
}
