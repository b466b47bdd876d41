import { Suspense, useId, useMemo, useState } from "react";
import { BlockList } from "./BlockList.js";
import { Footnotes } from "./Footnotes.js";
import { DEFAULT_MARKDOWN_LABELS, type MarkdownLabels } from "./labels.js";
import { MarkdownParser } from "./MarkdownParser.js";
import { PlainText, SlotBoundary } from "./SlotBoundary.js";
import { ReferencesContext, SettingsContext } from "./settings.js";
import type { MarkdownComponents } from "./slots.js";
import { toPrefix } from "./safeUrl.js";
import { useUnchanged } from "./useUnchanged.js";

export interface MarkdownProps {
  /** Markdown, all that has come so far. While it only grows, what is closed is not looked at again. */
  text: string;
  /** More may come, so what is half typed at the end is not shown as marks. Default: no. */
  isStreaming?: boolean | undefined;
  /** Stand-ins for elements, by their names. One that throws leaves the answer as plain text. */
  components?: MarkdownComponents | undefined;
  /**
   * Absolute https or http addresses, such as `"https://cdn.example/images/"`, below which images may
   * be loaded. Default: none, and an image is its alternative text. What is not such an address throws.
   */
  allowedImagePrefixes?: readonly string[] | undefined;
  /** What relative links and images are resolved against. Default: the links stay relative. */
  baseUrl?: string | undefined;
  /** Of the heading that `#` makes, 1 to 6; deeper ones follow it, up to 6. Default: 3. */
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  labels?: Partial<MarkdownLabels> | undefined;
  className?: string | undefined;
}

/**
 * Markdown of an unknown author, as it comes, as React elements: CommonMark with GitHub's tables, task
 * lists, strikethrough, autolinks and footnotes. Never HTML: tags in the text are text.
 *
 * ```tsx
 * <Markdown text={run.answer} isStreaming={run.status === "streaming"} />
 * ```
 */
export function Markdown(props: MarkdownProps) {
  const { text, isStreaming = false, baseUrl, headingLevel = 3, className } = props;
  const [parser] = useState(() => new MarkdownParser());
  const idPrefix = useId();
  const components = useUnchanged(props.components);
  const labels = useUnchanged(props.labels);
  const prefixes = useUnchanged(props.allowedImagePrefixes);

  const settings = useMemo(() => {
    const allowedImagePrefixes = prefixes ?? [];
    allowedImagePrefixes.forEach(toPrefix);
    return {
      components: components ?? {},
      allowedImagePrefixes,
      baseUrl,
      headingLevel,
      labels: { ...DEFAULT_MARKDOWN_LABELS, ...labels },
      idPrefix,
    };
  }, [components, labels, prefixes, baseUrl, headingLevel, idPrefix]);

  const { blocks, references, footnotes } = parser.parse(text, isStreaming);
  const plain = <PlainText text={text} />;
  return (
    <div className={className ? `osc-md ${className}` : "osc-md"}>
      {/* Another text is another answer, for which components get another chance. */}
      <SlotBoundary key={parser.textCount} fallback={plain}>
        {/* A component that throws on the server, or waits, is shown this way too. */}
        <Suspense fallback={plain}>
          <SettingsContext.Provider value={settings}>
            <ReferencesContext.Provider value={references}>
              <BlockList blocks={blocks} />
              <Footnotes footnotes={footnotes} />
            </ReferencesContext.Provider>
          </SettingsContext.Provider>
        </Suspense>
      </SlotBoundary>
    </div>
  );
}
