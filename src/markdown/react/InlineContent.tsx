import { createElement, Fragment, memo, useContext, useMemo, type ReactNode } from "react";
import { MAX_UPDATED_REFERENCES } from "../limits.js";
import {
  groupsOf,
  type Inline,
  type InlineNode,
  type References,
  resolveSegment,
  type Segment,
  targetsOf,
} from "../parser/index.js";
import { toImage, toLink } from "./linksAndImages.js";
import { NoteMark } from "./NoteMark.js";
import { renderDetailedSlot, renderSlot } from "./renderSlot.js";
import { ReferencesContext, SettingsContext, type Settings } from "./settings.js";
import { SourceMark } from "./SourceMark.js";
import { useUnchanged } from "./useUnchanged.js";

/**
 * The text of a paragraph, heading or cell with its marks. This is a function and no component, because
 * most texts are one string and there are thousands of them.
 */
export function renderInline(content: Inline, settings: Settings): ReactNode {
  const [first = [], ...others] = groupsOf(content);
  const [segment] = first;
  if (!segment) return undefined;
  if (first.length === 1 && segment.labels.length === 0) return toElements(segment.nodes, settings);
  return [
    <SegmentGroup key={0} segments={first} />,
    // Each is a box of its own, by the stylesheet: a browser lays out a box as a whole.
    ...others.map((segments, index) => (
      <span key={index + 1} className="osc-md-lines">
        <SegmentGroup segments={segments} />
      </span>
    )),
  ];
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
  return toElements(segment.nodes, useContext(SettingsContext));
});

/** Only these segments are rendered again when a definition follows them. */
const ReferringSegment = memo(function ReferringSegment({ segment }: { segment: Segment }) {
  const references = useContext(ReferencesContext);
  const targets = useUnchanged(targetsOf(segment, references));
  const nodes = useMemo(() => resolveSegment(segment, targets), [segment, targets]);
  const content = toElements(nodes, useContext(SettingsContext), firstNotesOf(segment, references));
  const isDefined = targets.map((target) => (target ? 1 : 0));
  if (targets.length <= MAX_UPDATED_REFERENCES || !isDefined.includes(1)) return content;
  // The page gets all nodes in one step. Inserting them one by one takes quadratic time.
  return <span key={isDefined.join("")}>{content}</span>;
});

/** The footnotes that the text mentions first in this segment. */
function firstNotesOf(segment: Segment, references: References): Set<string> {
  const isFirst = (label: string) => {
    const target = references.get(label);
    return target?.type === "note" && target.firstIn === segment;
  };
  return new Set(segment.labels.filter(isFirst));
}

function toElements(
  nodes: readonly InlineNode[],
  settings: Settings,
  firstNotes?: Set<string>,
): ReactNode {
  function toElement(node: InlineNode): ReactNode {
    if (typeof node === "string") return node;
    switch (node.type) {
      case "em":
      case "strong":
      case "del": {
        const attributes = { className: `osc-md-${node.type}` };
        return renderSlot(settings, node.type, attributes, ...node.children.map(toElement));
      }
      case "code": {
        const { text } = node;
        const details = { text, isBlock: false, isOpen: false };
        const attributes = { className: "osc-md-code-span" };
        return renderDetailedSlot(settings, "code", attributes, details, text);
      }
      case "break":
        return <br />;
      case "note":
        return <NoteMark {...node} isFirst={firstNotes?.delete(node.label) ?? false} />;
      case "source":
        return <SourceMark number={node.number} />;
      case "image":
        return toImage(node, settings);
      case "link":
        return toLink(node, node.children.map(toElement), settings);
    }
  }
  const [text] = nodes;
  if (nodes.length === 1 && typeof text === "string") return text;
  return createElement(Fragment, undefined, ...nodes.map(toElement));
}
