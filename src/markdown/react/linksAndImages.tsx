import type { ReactNode } from "react";
import type { InlineImage, InlineLink } from "../parser/index.js";
import { renderSlot } from "./renderSlot.js";
import type { Settings } from "./settings.js";
import type { SlotImageProps, SlotLinkProps } from "./slots.js";

/** The parser has checked the address. If the text names another one, the real host follows it. */
export function toLink(
  { href, isExternal, hostToShow, title }: InlineLink,
  children: readonly ReactNode[],
  settings: Settings,
): ReactNode {
  const hint = hostToShow
    ? [
        " ",
        <bdi key="host" className="osc-md-host" dir="ltr">
          ({hostToShow})
        </bdi>,
      ]
    : [];
  const props = {
    className: "osc-md-link",
    href,
    title: title || undefined,
    rel: "noopener noreferrer nofollow ugc",
    referrerPolicy: "no-referrer",
    target: isExternal ? "_blank" : undefined,
  } satisfies SlotLinkProps;
  return renderSlot(settings, "a", props, ...children, ...hint);
}

/** An image whose address is allowed, or its alternative text. */
export function toImage({ src, alt, title }: InlineImage, settings: Settings): ReactNode {
  if (src === undefined) return alt && <span className="osc-md-image-text">{alt}</span>;
  const props = {
    className: "osc-md-image",
    src,
    alt,
    title: title || undefined,
    // For an eager image, React adds a preload to the head before the answer is read.
    loading: "lazy",
    decoding: "async",
    referrerPolicy: "no-referrer",
  } satisfies SlotImageProps;
  return renderSlot(settings, "img", props);
}
