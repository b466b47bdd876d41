import { createElement, Fragment, memo, useContext, type ReactNode } from "react";
import type { Inline, References, Segment } from "./blocks.js";
import { groupsOf } from "./chunked.js";
import { inlinesOf, type InlineNode } from "./inlines.js";
import { toImage, toLink } from "./linksAndImages.js";
import { NoteMark } from "./NoteMark.js";
import {
  NO_REFERENCES,
  ReferencesContext,
  SettingsContext,
  slot,
  type Settings,
} from "./settings.js";

/**
 * The text of a paragraph, heading or cell, with its marks. A function and not a component: most
 * texts are one string, and there are thousands.
 */
export function inlineContent(content: Inline, settings: Settings): ReactNode {
  const [first = []] = groupsOf(content);
  const [segment] = first;
  if (!segment) return undefined;
  if (first.length > 1 || segment.labels.length > 0) {
    return groupsOf(content).map((segments, index) => (
      <SegmentGroup key={index} segments={segments} />
    ));
  }
  const nodes = inlinesOf(segment, NO_REFERENCES);
  const [text] = nodes;
  return nodes.length === 1 && typeof text === "string"
    ? text
    : toElements(segment, NO_REFERENCES, settings);
}

const SegmentGroup = memo(function SegmentGroup({ segments }: { segments: readonly Segment[] }) {
  return segments.map((segment, index) =>
    segment.labels.length > 0 ? (
      <ReferringSegment key={index} segment={segment} />
    ) : (
      <PlainSegment key={index} segment={segment} />
    ),
  );
});

const PlainSegment = memo(function PlainSegment({ segment }: { segment: Segment }) {
  return toElements(segment, NO_REFERENCES, useContext(SettingsContext));
});

/** The only ones to be rendered again when a definition comes late. */
const ReferringSegment = memo(function ReferringSegment({ segment }: { segment: Segment }) {
  return toElements(segment, useContext(ReferencesContext), useContext(SettingsContext));
});

function toElements(segment: Segment, references: References, settings: Settings): ReactNode {
  const unseen = new Set<string>();
  for (const [label, { firstIn }] of references.notes) if (firstIn === segment) unseen.add(label);

  function toElement(node: InlineNode): ReactNode {
    if (typeof node === "string") return node;
    switch (node.type) {
      case "em":
      case "strong":
      case "del":
        return slot(
          settings,
          node.type,
          { className: `osc-md-${node.type}` },
          undefined,
          ...toAll(node),
        );
      case "code": {
        const { text } = node;
        const told = { text, isBlock: false, isOpen: false };
        return slot(settings, "code", { className: "osc-md-code-span" }, told, text);
      }
      case "break":
        return <br />;
      case "note":
        return <NoteMark {...node} isFirst={unseen.delete(node.label)} />;
      case "image":
        return toImage(node, settings);
      case "link":
        return toLink(node, toAll(node), settings);
    }
  }
  function toAll({ children }: { children: readonly InlineNode[] }): ReactNode[] {
    return children.map(toElement);
  }
  return createElement(Fragment, undefined, ...inlinesOf(segment, references).map(toElement));
}
