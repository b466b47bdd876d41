import { useContext, type MouseEvent } from "react";
import { fillLabel } from "./fillLabel.js";
import { SettingsContext } from "./settings.js";

/** Shows the number of a footnote in the text. */
export function NoteMark({ number, isFirst }: { number: number; isFirst: boolean }) {
  const { labels, idPrefix } = useContext(SettingsContext);
  return (
    <sup className="osc-md-note-mark">
      <a
        id={isFirst ? markId(idPrefix, number) : undefined}
        href={`#${noteId(idPrefix, number)}`}
        aria-label={fillLabel(labels.footnote, { number: String(number) })}
        onClick={followWithin}
      >
        {number}
      </a>
    </sup>
  );
}

export function noteId(idPrefix: string, number: number): string {
  return `${idPrefix}-note-${number}`;
}

export function markId(idPrefix: string, number: number): string {
  return `${idPrefix}-mark-${number}`;
}

/**
 * Moves the focus and leaves the page's address as it is: a router may own the part after `#`, and a
 * browser does not find the target in a shadow root.
 */
export function followWithin(event: MouseEvent<HTMLAnchorElement>): void {
  const link = event.currentTarget;
  const root = link.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return;
  const target = root.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  target.focus();
}
