import { memo, useContext } from "react";
import {
  groupsOf,
  itemsOf,
  type Alignment,
  type GroupedList,
  type TableRow,
} from "../parser/index.js";
import { renderInline } from "./InlineContent.js";
import { renderDetailedSlot, renderSlot } from "./renderSlot.js";
import { SettingsContext } from "./settings.js";

/** Text of this length needs several lines in a narrow column. In UTF-16 code units. */
const LONG_CHARS = 24;

interface TableProps {
  alignments: readonly Alignment[];
  head: TableRow;
  rows: GroupedList<TableRow>;
  dir: "auto" | undefined;
}

/** A table in a frame that scrolls. */
export function Table({ alignments, head, rows, dir }: TableProps) {
  const settings = useContext(SettingsContext);
  const rowGroups = groupsOf(rows);
  const header = (
    <thead>
      <Row cells={head} alignments={alignments} isHead />
    </thead>
  );
  const body = rowGroups.length > 0 && (
    <tbody>
      {rowGroups.map((group, index) => (
        <RowGroup key={index} rows={group} alignments={alignments} />
      ))}
    </tbody>
  );
  const { table: name } = settings.labels;
  return (
    // The keyboard scrolls the element that has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="osc-md-table-scroll" role="group" aria-label={name} tabIndex={0}>
      {renderSlot(settings, "table", { className: "osc-md-table", dir }, header, body)}
    </div>
  );
}

interface RowGroupProps {
  rows: readonly TableRow[];
  alignments: readonly Alignment[];
}

const RowGroup = memo(function RowGroup({ rows, alignments }: RowGroupProps) {
  return rows.map((cells, index) => <Row key={index} cells={cells} alignments={alignments} />);
});

interface RowProps {
  cells: TableRow;
  alignments: readonly Alignment[];
  isHead?: boolean;
}

const Row = memo(function Row({ cells, alignments, isHead = false }: RowProps) {
  const settings = useContext(SettingsContext);
  return (
    <tr>
      {cells.map((cell, index) => {
        const align = alignments[index];
        const isLong = itemsOf(cell).some(({ source }) => source.length > LONG_CHARS);
        const className = `osc-md-cell${align ? ` osc-md-${align}` : ""}${isLong ? " osc-md-long" : ""}`;
        const content = renderInline(cell, settings);
        const attributes = { key: index, className };
        return isHead
          ? renderDetailedSlot(settings, "th", { ...attributes, scope: "col" }, { align }, content)
          : renderDetailedSlot(settings, "td", attributes, { align }, content);
      })}
    </tr>
  );
});
