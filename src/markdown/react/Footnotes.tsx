import { useContext } from "react";
import type { Footnote } from "../parser/index.js";
import { BlockList } from "./BlockList.js";
import { fillLabel } from "./fillLabel.js";
import { followWithin, markId, noteId } from "./NoteMark.js";
import { SettingsContext } from "./settings.js";

/** Shows the footnotes in use at the end of the answer. */
export function Footnotes({ footnotes }: { footnotes: readonly Footnote[] }) {
  const { labels, idPrefix } = useContext(SettingsContext);
  if (footnotes.length === 0) return null;
  return (
    <section className="osc-md-notes" aria-label={labels.footnotes}>
      <ol className="osc-md-list">
        {footnotes.map(({ label, children }, index) => {
          const number = index + 1;
          return (
            <li
              key={label}
              id={noteId(idPrefix, number)}
              className="osc-md-note"
              tabIndex={-1}
              dir="auto"
            >
              <BlockList blocks={children} isNested />{" "}
              <a
                className="osc-md-back"
                href={`#${markId(idPrefix, number)}`}
                aria-label={fillLabel(labels.backToText, { number: String(number) })}
                onClick={followWithin}
              >
                ↩
              </a>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
