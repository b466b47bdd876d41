import { Suspense, useId, useMemo, useState } from "react";
import {
  type Block,
  type GroupedList,
  groupsOf,
  type ParsedMarkdown,
  parseMarkdown,
} from "../parser/index.js";
import { BlockList } from "./BlockList.js";
import { Footnotes } from "./Footnotes.js";
import {
  DEFAULT_MARKDOWN_LABELS,
  type MarkdownLabels,
  type Overrides,
  withDefaults,
} from "./labels.js";
import { ReferencesContext, SettingsContext } from "./settings.js";
import { PlainText, SlotBoundary } from "./SlotBoundary.js";
import type { MarkdownComponents } from "./slots.js";
import { type Links, toLinkRule, useLinks } from "./linkRules.js";
import { type MarkdownSources, NO_SOURCES, SourcesContext, withSources } from "./sources.js";
import { useImagePrefixes } from "./useImagePrefixes.js";
import { useUnchanged } from "./useUnchanged.js";

export interface MarkdownProps {
  /** The Markdown received so far. As long as text is only appended, closed blocks are neither parsed nor rendered again. */
  text: string;
  /** More text may follow, so half-typed marks at the end are not shown. Default: no. */
  isStreaming?: boolean | undefined;
  /** Your components in place of elements, by the element's name. If one throws, the answer is shown as plain text. */
  components?: MarkdownComponents | undefined;
  /**
   * Absolute https or http addresses, such as `"https://cdn.example/images/"`, below which images may
   * be loaded. Default: none, so the alternative text is shown. If one entry is not such an address,
   * no image is loaded, and one `console.error` says why.
   */
  allowedImagePrefixes?: readonly string[] | undefined;
  /**
   * The sources that `[1]` marks in the text lead to. `[1]` is the first of them. A mark whose source is not known is
   * text, and becomes a link when its source follows. Brackets that are already a link, a footnote or code stay so.
   */
  sources?: MarkdownSources | undefined;
  /**
   * Which addresses become links: `"all"`, only those of the `sources`, or only those at or below one of these absolute
   * https or http addresses, such as `["https://docs.example/"]`. Of all other links, the text is shown, and the
   * address where the text hides it. Default: `"all"`. If one entry is not such an address, nothing is a
   * link, and one `console.error` says why.
   */
  links?: Links | undefined;
  /** Relative links and images are resolved against it. Default: links stay relative. */
  baseUrl?: string | undefined;
  /** The level of the heading that `#` makes, 1 to 6. Deeper headings follow it, up to 6. Default: 3. */
  headingLevel?: HeadingLevel | undefined;
  /**
   * The level of the first heading, however many `#` it has. Later headings keep their distance to it, and none is above
   * it. So an answer that begins with `##` leaves no gap in the page's outline. Default: `headingLevel` counts.
   */
  firstHeadingLevel?: HeadingLevel | undefined;
  labels?: Overrides<MarkdownLabels> | undefined;
  className?: string | undefined;
}

type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/**
 * Shows Markdown of an unknown author while it streams: CommonMark with GitHub's tables, task lists,
 * strikethrough, autolinks and footnotes. HTML in the text is shown as text, except for
 * `<br>` in table cells, which breaks the line.
 *
 * ```tsx
 * <Markdown text={run.answer} isStreaming={run.status === "streaming"} />
 * ```
 */
export function Markdown(props: MarkdownProps) {
  const { text, isStreaming = false, baseUrl, headingLevel = 3, firstHeadingLevel } = props;
  const { className } = props;
  const idPrefix = useId();
  const components = useUnchanged(props.components);
  const labels = useUnchanged(props.labels);
  const allowedImagePrefixes = useImagePrefixes(props.allowedImagePrefixes);
  const links = useLinks(props.links);
  const sources = useUnchanged(props.sources) ?? NO_SOURCES;

  const known = useMemo(() => ({ sources, isLink: toLinkRule(links, sources) }), [links, sources]);
  const policy = useMemo(
    () => ({ baseUrl, allowedImagePrefixes }),
    [allowedImagePrefixes, baseUrl],
  );

  // The last document is state and not a ref: React may discard a render, and must not reuse its document. The
  // parser returns the same document for the same text, so this settles at once.
  const [previous, setPrevious] = useState<ParsedMarkdown>();
  const document = parseMarkdown(text, { isStreaming, policy }, previous);
  if (document !== previous) setPrevious(document);

  const { blocks, footnotes, textCount } = document;
  const topLevel = firstHeadingLevel ?? 1;
  const firstLevel = firstHeadingLevel && levelOfFirst(blocks);
  const settings = useMemo(
    () => ({
      components: components ?? {},
      headingShift: firstLevel ? topLevel - firstLevel : headingLevel - 1,
      topHeadingLevel: topLevel,
      links,
      labels: withDefaults(DEFAULT_MARKDOWN_LABELS, labels),
      idPrefix,
    }),
    [components, labels, headingLevel, topLevel, firstLevel, links, idPrefix],
  );
  const references = useMemo(
    () => withSources(document.references, sources, known.isLink),
    [document.references, sources, known],
  );
  const plain = <PlainText text={text} />;
  return (
    <div className={className ? `osc-md ${className}` : "osc-md"}>
      {/* The count grows when the text is replaced and not extended. Then components that threw are tried again. */}
      <SlotBoundary key={textCount} fallback={plain}>
        {/* On the server, this shows the plain text if a component throws or waits. */}
        <Suspense fallback={plain}>
          <SettingsContext.Provider value={settings}>
            <SourcesContext.Provider value={known}>
              <ReferencesContext.Provider value={references}>
                <BlockList blocks={blocks} />
                <Footnotes footnotes={footnotes} />
              </ReferencesContext.Provider>
            </SourcesContext.Provider>
          </SettingsContext.Provider>
        </Suspense>
      </SlotBoundary>
    </div>
  );
}

/** The level of the first heading that is in no list or quote. */
function levelOfFirst(blocks: GroupedList<Block>): number | undefined {
  for (const group of groupsOf(blocks))
    for (const block of group) if (block.type === "heading") return block.level;
  return undefined;
}
