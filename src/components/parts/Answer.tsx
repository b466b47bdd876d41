import { Markdown } from "../../markdown/index.js";
import { useSourcesOnPage } from "../sources/SourcesProvider.js";
import { useChat, useCourse, useRun } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";

/** The answer, also while it streams. It is outside of live regions, because they would be read again on every token. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Answer = /* @__PURE__ */ createPart<"section">(
  "answer",
  function Answer(attributes, ref) {
    const { labels, components, allowedImagePrefixes, links } = useChat();
    const { byNumber } = useSourcesOnPage();
    const { isRunning } = useCourse();
    const { answer } = useRun();
    if (!answer) return null;
    return (
      <section ref={ref} aria-label={labels.answer} {...attributes}>
        <Markdown
          text={answer}
          isStreaming={isRunning}
          firstHeadingLevel={3}
          labels={labels.markdown}
          components={components}
          allowedImagePrefixes={allowedImagePrefixes}
          links={links}
          sources={byNumber}
        />
      </section>
    );
  },
);
