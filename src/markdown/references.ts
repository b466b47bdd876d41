import type { Footnote, References, Segment } from "./blocks.js";
import type { BlockState } from "./blockState.js";

interface NoteInUse {
  readonly footnote: Footnote;
  readonly firstIn: Segment;
}

/** The footnotes that are both mentioned and defined. */
export function footnotesInUse({ definitions, mentions }: BlockState): readonly NoteInUse[] {
  if (definitions.footnotes.size === 0) return [];
  return [...mentions].flatMap(([label, firstIn]) => {
    const footnote = definitions.footnotes.get(label);
    return footnote ? [{ footnote, firstIn }] : [];
  });
}

/** @param known returned if nothing is resolved differently now */
export function toReferences(
  { definitions: { links } }: BlockState,
  inUse: readonly NoteInUse[],
  known: References | undefined,
): References {
  const notes = new Map(
    inUse.map(({ footnote, firstIn }, index) => [footnote.label, { number: index + 1, firstIn }]),
  );
  const isSame =
    known?.notes.size === notes.size &&
    [...notes].every(([label, { number, firstIn }]) => {
      const note = known.notes.get(label);
      return note?.number === number && note.firstIn === firstIn;
    });
  if (isSame && known.definedLinks === links) return known;
  const noteLinks = Object.fromEntries(
    [...notes.keys()].map((label) => [label, { href: "", title: "" }]),
  );
  return {
    definedLinks: links,
    links: Object.assign(Object.create(null), links, noteLinks),
    notes,
  };
}
