import { memo, useContext, type ReactNode } from "react";
import { groupsOf, type Block, type GroupedList, type ListItem } from "../parser/index.js";
import { CodeBlock } from "./CodeBlock.js";
import { renderInline } from "./InlineContent.js";
import { renderSlot } from "./renderSlot.js";
import { SettingsContext } from "./settings.js";
import { Table } from "./Table.js";
import { TextPieces } from "./TextPieces.js";

interface BlockListProps {
  blocks: GroupedList<Block>;
  /** In a list or quote, blocks take over its direction. */
  isNested?: boolean;
  /** In a tight list, a paragraph has no element. */
  isTight?: boolean;
}

export function BlockList({ blocks, isNested = false, isTight = false }: BlockListProps) {
  return groupsOf(blocks).map((group, index) => (
    <BlockGroup key={index} blocks={group} isNested={isNested} isTight={isTight} />
  ));
}

interface BlockGroupProps {
  blocks: readonly Block[];
  isNested: boolean;
  isTight: boolean;
}

const BlockGroup = memo(function BlockGroup({ blocks, isNested, isTight }: BlockGroupProps) {
  return blocks.map((block, index) => (
    <BlockView key={index} block={block} isNested={isNested} isTight={isTight} />
  ));
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
      const content = renderInline(block.content, settings);
      return isTight ? content : renderSlot(settings, "p", { className: "osc-md-p", dir }, content);
    }
    case "heading": {
      const { headingShift, topHeadingLevel } = settings;
      const level = Math.min(Math.max(block.level + headingShift, topHeadingLevel), 6);
      // The level is 1 to 6, and all six headings have the same props.
      const name = `h${level}` as "h1";
      const content = renderInline(block.content, settings);
      return renderSlot(settings, name, { className: "osc-md-heading", dir }, content);
    }
    case "plain":
      return (
        <p className="osc-md-plain" dir="auto">
          <TextPieces text={block.text} />
        </p>
      );
    case "rule":
      return renderSlot(settings, "hr", { className: "osc-md-rule" });
    case "quote": {
      const content = <BlockList blocks={block.children} isNested />;
      return renderSlot(settings, "blockquote", { className: "osc-md-quote", dir }, content);
    }
    case "code":
      return <CodeBlock {...block} />;
    case "list": {
      const { start, items, isLoose } = block;
      const content = groupsOf(items).map((group, index) => (
        <ItemGroup key={index} items={group} isLoose={isLoose} />
      ));
      const className = "osc-md-list";
      if (start === undefined) return renderSlot(settings, "ul", { className, dir }, content);
      const { full, last } = items;
      // All full groups are equally long.
      const end = start + full.length * (full[0]?.length ?? 0) + last.length;
      const attributes = {
        className: end > 100 ? `${className} osc-md-wide` : className,
        dir,
        start: start === 1 ? undefined : start,
      };
      return renderSlot(settings, "ol", attributes, content);
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
  const blocks = <BlockList blocks={children} isNested isTight={!isLoose} />;
  if (isChecked === undefined)
    return renderSlot(settings, "li", { className: "osc-md-item" }, blocks);
  const state = isChecked ? taskDone : taskOpen;
  const box = <input type="checkbox" checked={isChecked} disabled aria-label={state} />;
  return renderSlot(settings, "li", { className: "osc-md-item osc-md-task" }, box, " ", blocks);
});
