import { useContext } from "react";
import { neutraliseText } from "../parser/index.js";
import { fillLabel } from "./fillLabel.js";
import { toSourceUrl } from "./linkRules.js";
import { externalLinkProps } from "./linksAndImages.js";
import { followWithin } from "./NoteMark.js";
import { SettingsContext } from "./settings.js";
import { SourcesContext } from "./sources.js";

/** The mark of a source in the text. It looks as it is written, so that nothing moves when a source becomes known. */
export function SourceMark({ number }: { number: number }) {
  const { labels } = useContext(SettingsContext);
  const source = useContext(SourcesContext).sources[number - 1];
  const mark = `[${number}]`;
  if (!source) return mark;
  const title = neutraliseText(source.title);
  const name = fillLabel(labels.source, { number: String(number), title });
  const attributes = { className: "osc-md-source", "aria-label": name };
  if (source.id !== undefined)
    return (
      <a {...attributes} href={`#${source.id}`} onClick={followWithin}>
        {mark}
      </a>
    );
  const url = toSourceUrl(source.url);
  if (!url) return mark;
  return (
    <a {...attributes} {...externalLinkProps} href={url.href} target="_blank">
      {mark}
    </a>
  );
}
