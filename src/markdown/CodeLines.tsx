import { memo } from "react";
import { TextPieces } from "./TextPieces.js";

const GROUP_CHARS = 4096;

/**
 * Code of any length, in groups of lines. Each is a box of its own (by the stylesheet), because a browser lays out
 * a box anew as a whole: in one of 50,000 lines, each new line would cost as much as all of them.
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

/** Cut after line ends only: a line is not broken by a box's edge. */
function toGroups(code: string): string[] {
  const groups: string[] = [];
  let start = 0;
  do {
    const lineEnd = code.indexOf("\n", start + GROUP_CHARS);
    const end = lineEnd < 0 ? code.length : lineEnd + 1;
    groups.push(code.slice(start, end));
    start = end;
  } while (start < code.length);
  return groups;
}
