import { createElement, Fragment, useContext, type ReactNode } from "react";
import {
  hostToShow,
  plainTextOf,
  toSafeUrl,
  type InlineImage,
  type InlineLink,
} from "../parser/index.js";
import { renderSlot } from "./renderSlot.js";
import type { Settings } from "./settings.js";
import { SourcesContext } from "./sources.js";
import type { SlotImageProps, SlotLinkProps } from "./slots.js";

/** No link of an answer tells other sites where it was shown, or recommends them to search engines. */
export const externalLinkProps = {
  rel: "noopener noreferrer nofollow ugc",
  referrerPolicy: "no-referrer",
} as const;

/** Longer addresses are cut where they are shown as text. */
const MAX_SHOWN_ADDRESS_CHARS = 300;

interface LinkProps {
  link: InlineLink;
  content: readonly ReactNode[];
  settings: Settings;
}

/** The parser has checked the address. Only a page that limits links needs a component for each of them. */
export function toLink(
  link: InlineLink,
  content: readonly ReactNode[],
  settings: Settings,
): ReactNode {
  if (settings.links === "all") return renderLink({ link, content, settings });
  return <CheckedLink link={link} content={content} settings={settings} />;
}

/** A link if the page allows its address, otherwise its text. */
function CheckedLink(props: LinkProps): ReactNode {
  const { isLink } = useContext(SourcesContext);
  const { link, content } = props;
  if (isLink(link.href)) return renderLink(props);
  return createElement(Fragment, undefined, ...content, ...toHint(addressToShow(link)));
}

/** If the text names another address, the real host follows it. */
function renderLink({ link, content, settings }: LinkProps): ReactNode {
  const { href, isExternal, hostToShow: host, title } = link;
  const props = {
    className: "osc-md-link",
    href,
    title: title || undefined,
    ...externalLinkProps,
    target: isExternal ? "_blank" : undefined,
  } satisfies SlotLinkProps;
  return renderSlot(settings, "a", props, ...content, ...toHint(host));
}

function toHint(address: string | undefined): ReactNode[] {
  if (address === undefined) return [];
  return [
    " ",
    <bdi key="host" className="osc-md-host" dir="ltr">
      ({address})
    </bdi>,
  ];
}

/** The address of a link that is not allowed, unless its text is the address. */
function addressToShow({ href, isExternal, children }: InlineLink): string | undefined {
  const text = plainTextOf(children).trim();
  const host = isExternal ? new URL(href).host : undefined;
  const isShown =
    hostToShow(text, { href, host }) === undefined &&
    ["", "http://", "https://", "mailto:", "tel:"].some(
      (scheme) => toSafeUrl(scheme + text)?.href === href,
    );
  if (isShown) return undefined;
  const address = href.replace(/^(?:mailto|tel):/, "");
  return address.length > MAX_SHOWN_ADDRESS_CHARS
    ? `${address.slice(0, MAX_SHOWN_ADDRESS_CHARS)}…`
    : address;
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
