/**
 * What does not come out right yet, as data: which ways of asking for a shape give another end or text than the
 * list says. A gap that works fails the suite, so that this list can only get shorter.
 */
import type { ServerName, Way } from "../servers/shapes.js";

type Ways = readonly Way[];

interface KnownGap {
  readonly why: string;
  readonly shapes: Readonly<Record<string, Ways | Partial<Record<ServerName, Ways>>>>;
}

const KNOWN_GAPS: readonly KnownGap[] = [];

/** Why a shape is known to come out wrong on a server, asked for in one way; `undefined`: it must not. */
export function gapOf(shape: string, server: ServerName, way: Way): string | undefined {
  return KNOWN_GAPS.find(({ shapes }) => {
    const ways = shapes[shape];
    return (ways && ("length" in ways ? ways : ways[server]))?.includes(way);
  })?.why;
}
