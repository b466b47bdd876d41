import type { AnyTarget, Footnote, NoteTarget, References, Segment } from "../document.js";
import type { BlockState } from "./blockState.js";

interface NoteInUse {
  readonly footnote: Footnote;
  readonly firstIn: Segment;
}

/** The footnotes that are both mentioned and defined, in the order of the mentions. */
export function footnotesInUse(state: BlockState, isStreaming: boolean): readonly NoteInUse[] {
  const { definitions, lateDefinitions, mentions } = state;
  return [...mentions].flatMap(([label, firstIn]) => {
    const late = isStreaming ? undefined : lateDefinitions.footnotes.get(label);
    const footnote = definitions.footnotes.get(label) ?? late;
    return footnote ? [{ footnote, firstIn }] : [];
  });
}

/** @param known returned if every label still means the same */
export function toReferences(
  { definitions, lateDefinitions }: BlockState,
  isStreaming: boolean,
  notes: readonly NoteInUse[],
  known: References,
): References {
  const references = new Map<string, AnyTarget>(definitions.links);
  if (!isStreaming)
    for (const [label, target] of lateDefinitions.links) references.set(label, target);
  for (const [index, { footnote, firstIn }] of notes.entries())
    references.set(footnote.label, sameNote(known.get(footnote.label), index + 1, firstIn));
  return isSame(known, references) ? known : references;
}

function sameNote(known: AnyTarget | undefined, number: number, firstIn: Segment): NoteTarget {
  const isKnown = known?.type === "note" && known.number === number && known.firstIn === firstIn;
  return isKnown ? known : { type: "note", number, firstIn };
}

function isSame(known: References, references: References): boolean {
  if (known.size !== references.size) return false;
  for (const [label, target] of references) if (known.get(label) !== target) return false;
  return true;
}
