import type { TableRow } from "../document.js";
import type { BlockState } from "./blockState.js";
import { toInline } from "./inlineContent.js";
import { sameOrNew } from "./memory.js";

/**
 * Reads the cells of a row.
 *
 * @param key where the row begins
 * @param openCell the index of the cell that more text may be added to
 */
export function toRow(
  state: BlockState,
  cells: readonly string[],
  key: string,
  openCell?: number,
): TableRow {
  const made = cells.map((cell, index) =>
    toInline(state, cell, {
      key: `${key}:${index}`,
      isOpen: index === openCell,
      isCell: true,
    }),
  );
  const row = sameOrNew(state.known.rows.get(key), made);
  state.made?.rows.set(key, row);
  return row;
}
