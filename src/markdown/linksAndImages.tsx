import { createElement, Fragment, type ReactNode } from "react";
import { plainTextOf, type ImageNode, type LinkNode } from "./inlines.js";
import { hostToShow } from "./linkHost.js";
import { toAllowedImage, toSafeUrl } from "./safeUrl.js";
import { slot, type Settings } from "./settings.js";
import type { SlotImageProps, SlotLinkProps } from "./slots.js";

/** A link, or its text alone if its address is none that may be followed. */
export function toLink(
  node: LinkNode,
  children: readonly ReactNode[],
  settings: Settings,
): ReactNode {
  const url = toSafeUrl(node.destination, settings.baseUrl);
  if (!url) return createElement(Fragment, undefined, ...children);
  const host = hostToShow(plainTextOf(node.children), url);
  const hint = host
    ? [
        " ",
        <bdi key="host" className="osc-md-host" dir="ltr">
          ({host})
        </bdi>,
      ]
    : [];
  const props = {
    className: "osc-md-link",
    href: url.href,
    title: node.title || undefined,
    rel: "noopener noreferrer nofollow ugc",
    referrerPolicy: "no-referrer",
    target: url.host ? "_blank" : undefined,
  } satisfies SlotLinkProps;
  return slot(settings, "a", props, undefined, ...children, ...hint);
}

/** An image whose address is allowed, or what it would show in words. */
export function toImage(node: ImageNode, settings: Settings): ReactNode {
  const { alt, title, destination } = node;
  const { allowedImagePrefixes, baseUrl } = settings;
  const src = toAllowedImage(destination, allowedImagePrefixes, baseUrl);
  if (src === undefined) return alt && <span className="osc-md-image-text">{alt}</span>;
  // Lazy also because React asks for eager images in the head, before the answer is even read.
  const props = {
    className: "osc-md-image",
    src,
    alt,
    title: title || undefined,
    loading: "lazy",
    decoding: "async",
    referrerPolicy: "no-referrer",
  } satisfies SlotImageProps;
  return slot(settings, "img", props, undefined);
}
