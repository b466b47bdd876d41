import { memo, useContext, type ReactNode } from "react";
import {
  type Alignment,
  type Block,
  type GroupedList,
  groupsOf,
  type ListItem,
  type TableRow,
} from "../parser/index.js";
import { CodeBlock } from "./CodeBlock.js";
import { TextPieces } from "./TextPieces.js";
import { inlineContent } from "./InlineContent.js";
import { SettingsContext, slot } from "./settings.js";

interface BlockListProps {
  blocks: GroupedList<Block>;
  /** In a list or quote, blocks take over its direction. */
  isNested?: boolean;
  /** In a tight list, a paragraph has no element. */
  isTight?: boolean;
}

export function BlockList(props: BlockListProps) {
  return blockGroups(props);
}

function blockGroups({ blocks, isNested = false, isTight = false }: BlockListProps) {
  return groupsOf(blocks).map((group, index) => (
    <BlockGroup key={index} blocks={group} isNested={isNested} isTight={isTight} />
  ));
}

interface BlockGroupProps {
  blocks: readonly Block[];
  isNested: boolean;
  isTight: boolean;
}

const BlockGroup = memo(function BlockGroup({ blocks, ...place }: BlockGroupProps) {
  return blocks.map((block, index) => <BlockView key={index} block={block} {...place} />);
});

interface BlockViewProps {
  block: Block;
  isNested: boolean;
  isTight: boolean;
}

/** A closed block stays the same object, so it is not rendered again. */
const BlockView = memo(function BlockView({ block, isNested, isTight }: BlockViewProps): ReactNode {
  const settings = useContext(SettingsContext);
  const dir = isNested ? undefined : ("auto" as const);
  switch (block.type) {
    case "paragraph": {
      const content = inlineContent(block.content, settings);
      return isTight
        ? content
        : slot(settings, "p", { className: "osc-md-p", dir }, undefined, content);
    }
    case "heading": {
      const level = Math.min(block.level + settings.headingLevel - 1, 6);
      const name = `h${level}` as "h1";
      const content = inlineContent(block.content, settings);
      return slot(settings, name, { className: "osc-md-heading", dir }, undefined, content);
    }
    case "plain":
      return (
        <p className="osc-md-plain" dir="auto">
          <TextPieces text={block.text} />
        </p>
      );
    case "rule":
      return slot(settings, "hr", { className: "osc-md-rule" }, undefined);
    case "quote":
      return slot(
        settings,
        "blockquote",
        { className: "osc-md-quote", dir },
        undefined,
        <BlockList blocks={block.children} isNested />,
      );
    case "code":
      return <CodeBlock {...block} />;
    case "list": {
      const { start, items, isLoose } = block;
      const content = groupsOf(items).map((group, index) => (
        <ItemGroup key={index} items={group} isLoose={isLoose} />
      ));
      const props = { className: "osc-md-list", dir };
      if (start === undefined) return slot(settings, "ul", props, undefined, content);
      return slot(
        settings,
        "ol",
        { ...props, start: start === 1 ? undefined : start },
        undefined,
        content,
      );
    }
    case "table":
      return <Table {...block} dir={dir} />;
  }
});

interface ItemGroupProps {
  items: readonly ListItem[];
  isLoose: boolean;
}

const ItemGroup = memo(function ItemGroup({ items, isLoose }: ItemGroupProps) {
  return items.map((item, index) => <Item key={index} item={item} isLoose={isLoose} />);
});

const Item = memo(function Item({ item, isLoose }: { item: ListItem; isLoose: boolean }) {
  const settings = useContext(SettingsContext);
  const { taskDone, taskOpen } = settings.labels;
  const { children, isChecked } = item;
  const blocks = blockGroups({ blocks: children, isNested: true, isTight: !isLoose });
  if (isChecked === undefined)
    return slot(settings, "li", { className: "osc-md-item" }, undefined, blocks);
  const state = isChecked ? taskDone : taskOpen;
  const box = <input type="checkbox" checked={isChecked} disabled aria-label={state} />;
  return slot(
    settings,
    "li",
    { className: "osc-md-item osc-md-task" },
    undefined,
    box,
    " ",
    blocks,
  );
});

interface TableProps {
  alignments: readonly Alignment[];
  head: TableRow;
  rows: GroupedList<TableRow>;
  dir: "auto" | undefined;
}

function Table({ alignments, head, rows, dir }: TableProps) {
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
    // The keyboard scrolls what has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="osc-md-table-scroll" role="group" aria-label={name} tabIndex={0}>
      {slot(settings, "table", { className: "osc-md-table", dir }, undefined, header, body)}
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
      {cells.map((content, index) => {
        const align = alignments[index];
        const attributes = {
          key: index,
          className: align ? `osc-md-cell osc-md-${align}` : "osc-md-cell",
          ...(isHead && { scope: "col" as const }),
        };
        return slot(
          settings,
          isHead ? "th" : "td",
          attributes,
          { align },
          inlineContent(content, settings),
        );
      })}
    </tr>
  );
});
