import type { AddressPolicy, LinkTarget } from "../document.js";
import { neutraliseText } from "./neutraliseText.js";
import { toAllowedUrl, toSafeUrl } from "./safeUrl.js";

/** Checks the destination of a link or image; entities and escapes are already decoded. */
export function toLinkTarget(
  destination: string,
  title: string,
  { baseUrl, allowedImagePrefixes }: AddressPolicy,
): LinkTarget {
  const url = toSafeUrl(destination, baseUrl);
  return {
    type: "link",
    href: url?.href,
    host: url?.host,
    imageSrc: toAllowedUrl(destination, allowedImagePrefixes, baseUrl),
    title: neutraliseText(title),
  };
}
