import { useId } from "react";
import { externalLinkProps } from "../../markdown/react/linksAndImages.js";
import { useSourcesOnPage } from "../sources/SourcesProvider.js";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";

/** The sources of the answer, by the numbers that it calls them. Marks such as `[1]` in the answer lead here. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Sources = /* @__PURE__ */ createPart<"section">(
  "sources",
  function Sources(attributes, ref) {
    const { labels, classOf } = useChat();
    const { hasAnswer } = useCourse();
    const { sources, idOf } = useSourcesOnPage();
    const titleId = useId();
    if (!hasAnswer || sources.length === 0) return null;
    return (
      <section ref={ref} aria-labelledby={titleId} {...attributes}>
        <p id={titleId} className={classOf("sources-title")}>
          {labels.sources}
        </p>
        <ol className={classOf("sources-list")}>
          {sources.map((source) => {
            const { numbers, title, url, host, text } = source;
            const name = <bdi>{title}</bdi>;
            return (
              // Marks in the answer move the focus here.
              <li
                key={numbers[0]}
                id={idOf(source)}
                className={classOf("source")}
                value={numbers[0]}
                data-numbers={numbers.join(", ")}
                tabIndex={-1}
              >
                {url ? (
                  <a
                    {...externalLinkProps}
                    className={classOf("source-link")}
                    href={url}
                    target="_blank"
                  >
                    {name}
                  </a>
                ) : (
                  name
                )}
                {host !== undefined && !namesHost(title, host) && (
                  <span className={classOf("source-host")}>
                    {" · "}
                    <bdi dir="ltr">{host}</bdi>
                  </span>
                )}
                {text && (
                  <p className={classOf("source-text")} dir="auto">
                    {text}
                  </p>
                )}
              </li>
            );
          })}
        </ol>
      </section>
    );
  },
);

/** A source without a title is called by its address, which begins with the host. */
function namesHost(title: string, host: string): boolean {
  return title === host || title.startsWith(`${host}/`);
}
