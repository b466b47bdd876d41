import type { AnyTarget, Inline, InlineNode, References, Segment } from "../document.js";
import { itemsOf } from "../groupedList.js";
import { finishNodes } from "./finishNodes.js";
import { InlineScanner } from "./InlineScanner.js";

/** What the labels of a segment mean, in the order of the labels. */
export type Targets = readonly (AnyTarget | undefined)[];

export function targetsOf({ labels }: Segment, references: References): Targets {
  return labels.map((label) => references.get(label));
}

/** Returns the nodes of a segment whose labels have these targets. */
export function resolveSegment(segment: Segment, targets: Targets): readonly InlineNode[] {
  const { source, labels, nodes, reading, isSettled } = segment;
  const references = new Map(
    labels.flatMap((label, index) => {
      const target = targets[index];
      return target ? [[label, target] as const] : [];
    }),
  );
  if (references.size === 0) return nodes;
  const options = { reading, references, mayCut: false, isPart: isSettled };
  const scanner = new InlineScanner(isSettled ? source : source.trimEnd(), options);
  return finishNodes(scanner.scan(), reading.policy);
}

/** Returns all nodes of a paragraph, heading or cell. */
export function nodesOf(content: Inline, references: References): readonly InlineNode[] {
  return itemsOf(content).flatMap((segment) =>
    resolveSegment(segment, targetsOf(segment, references)),
  );
}
