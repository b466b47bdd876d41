import type { SafeUrl } from "./safeUrl.js";

/** What a reader takes for an address: a name with a dot, four numbers, or anything after `//`. */
const ADDRESS =
  /(?<=\/\/)[^\s/?#@]+|(?:[\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}-]+|\d{1,3}(?:\.\d{1,3}){3}/gu;
const OTHER_DOTS = /[。．｡․]/g;

/**
 * What to show after a link's text, because the text names another address than the one the link
 * leads to, or because the host has letters that look like others. `undefined` if the text is honest.
 *
 * @param text what the reader sees
 */
export function hostToShow(text: string, { href, host }: SafeUrl): string | undefined {
  const named = text.normalize("NFKC").replace(OTHER_DOTS, ".").match(ADDRESS) ?? [];
  if (host === undefined) {
    const isHonest = named.every((address) => href.includes(address));
    return isHonest ? undefined : href.replace(/^mailto:|^tel:/, "");
  }
  const isPunycode = /(?:^|\.)xn--/.test(host);
  const isHonest = named.every((address) => isSameHost(address, host));
  return isHonest && !isPunycode ? undefined : host;
}

function isSameHost(address: string, host: string): boolean {
  try {
    return (
      withoutWww(new URL(`https://${address}`).hostname) === withoutWww(host.replace(/:\d+$/, ""))
    );
  } catch {
    return false;
  }
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, "");
}
