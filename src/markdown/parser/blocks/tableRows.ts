import { MAX_COLUMNS } from "../../limits.js";
import type { Alignment } from "../document.js";

const DELIMITER_CELL = /^:?-+:?$/;

/** The cells of a row, trimmed. Source: GFM, section 4.10 (tables). */
export function splitRow(line: string): string[] {
  const text = line.trim();
  const cells: string[] = [];
  let cell = "";
  let from = text.startsWith("|") ? 1 : 0;
  for (let at = nextBar(text, from); ; at = nextBar(text, from)) {
    const isEscaped = text[at] === "\\";
    cell += text.slice(from, at) + (isEscaped ? "|" : "");
    from = at + (isEscaped ? 2 : 1);
    if (isEscaped) continue;
    // A bar at the very end closes the row and begins no cell.
    if (at < text.length || cell.trim()) cells.push(cell.trim());
    if (at >= text.length) return cells;
    cell = "";
  }
}

/** The next bar, or the backslash before an escaped one; the end if there is none. */
function nextBar(text: string, from: number): number {
  const bar = text.indexOf("|", from);
  if (bar < 0) return text.length;
  let backslashes = 0;
  while (bar - backslashes > from && text[bar - backslashes - 1] === "\\") backslashes += 1;
  return backslashes % 2 === 1 ? bar - 1 : bar;
}

/**
 * The alignments of a table whose first row is `head`, if `line` is its second.
 * Source: GFM, section 4.10.
 */
export function matchDelimiterRow(line: string, head: string): readonly Alignment[] | undefined {
  if (!/[|:]/.test(line)) return undefined;
  const cells = splitRow(line);
  const isDelimiterRow = cells.length > 0 && cells.every((cell) => DELIMITER_CELL.test(cell));
  if (!isDelimiterRow || cells.length > MAX_COLUMNS) return undefined;
  if (splitRow(head).length !== cells.length) return undefined;
  return cells.map((cell) => {
    if (!cell.endsWith(":")) return cell.startsWith(":") ? "left" : undefined;
    return cell.startsWith(":") ? "center" : "right";
  });
}
