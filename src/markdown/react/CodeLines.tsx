import { memo } from "react";
import { PIECE_CHARS } from "../limits.js";
import { TextPieces } from "./TextPieces.js";

/**
 * Shows code of any length in groups of lines. By the stylesheet, each group is a box of its own: a browser
 * lays out a box as a whole, so in one box of 50,000 lines each new line would cost as much as all of them.
 */
export function CodeLines({ code }: { code: string }) {
  const groups = toGroups(code);
  if (groups.length === 1) return <TextPieces text={code} />;
  return groups.map((lines, index) => <LineGroup key={index} lines={lines} />);
}

const LineGroup = memo(function LineGroup({ lines }: { lines: string }) {
  return (
    <span className="osc-md-lines">
      <TextPieces text={lines} />
    </span>
  );
});

/** Cuts after line ends only, because a box would break a line. */
function toGroups(code: string): string[] {
  const groups: string[] = [];
  let start = 0;
  do {
    const lineEnd = code.indexOf("\n", start + PIECE_CHARS);
    const end = lineEnd < 0 ? code.length : lineEnd + 1;
    groups.push(code.slice(start, end));
    start = end;
  } while (start < code.length);
  return groups;
}
