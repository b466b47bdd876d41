/**
 * The known gaps: shapes and ways of asking whose end or text differs from the list of shapes. The suite fails if a
 * listed gap is closed, so the list stays true.
 */
import type { ServerName, Way } from "../servers/GraphShape.js";

type Ways = readonly Way[];

interface KnownGap {
  readonly why: string;
  readonly shapes: Readonly<Record<string, Ways | Partial<Record<ServerName, Ways>>>>;
}

const KNOWN_GAPS: readonly KnownGap[] = [];

/** Returns why a shape differs on a server in one way of asking. Returns `undefined` if it must not differ. */
export function gapOf(shape: string, server: ServerName, way: Way): string | undefined {
  return KNOWN_GAPS.find(({ shapes }) => {
    const ways = shapes[shape];
    return (ways && ("length" in ways ? ways : ways[server]))?.includes(way);
  })?.why;
}
