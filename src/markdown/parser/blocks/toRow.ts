import type { TableRow } from "../document.js";
import type { BlockState } from "./blockState.js";
import { toInline } from "./inlineContent.js";
import { sameOrNew } from "./memory.js";

/**
 * Reads the cells of a row.
 *
 * @param key where the row begins
 * @param isOpen more text may be added to the last cell
 */
export function toRow(
  state: BlockState,
  cells: readonly string[],
  key: string,
  isOpen: boolean,
): TableRow {
  const made = cells.map((cell, index) =>
    toInline(state, cell, {
      key: `${key}:${index}`,
      isOpen: isOpen && index === cells.length - 1,
      isCell: true,
    }),
  );
  const row = sameOrNew(state.known.rows.get(key), made);
  state.made?.rows.set(key, row);
  return row;
}
