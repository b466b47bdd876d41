/** `localhost`, what is below it, 127.x.x.x and ::1 never leave the visitor's machine. */
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Checks where questions would be sent. An address is https, or http on the visitor's own machine, or relative to the page.
 *
 * @returns what is wrong with it and the fix, or `undefined`
 */
export function checkApiUrl(text: string): string | undefined {
  // It would be the page itself.
  if (text.trim() === "")
    return 'is empty; write an address like "https://example.com/ask" or "/ask"';
  const page = globalThis.location;
  let url: URL;
  try {
    // As the run resolves it: against the page, and not against its `<base>`, which injected markup could point elsewhere.
    url = new URL(text, page?.href);
  } catch {
    return 'is no address; write one like "https://example.com/ask" or "/ask"';
  }
  const { protocol, hostname, origin } = url;
  // The run adds its own path at the end. Browsers refuse a name or a password.
  if (url.search || url.hash || url.username || url.password)
    return 'has a query, a "#" or a password; write the address without it';
  if (protocol === "https:") return undefined;
  if (protocol === "http:" && (origin === page?.origin || LOOPBACK.test(hostname)))
    return undefined;
  return 'is refused, because questions would leave unprotected; write an address that begins with "https://", or a path such as "/ask"';
}
