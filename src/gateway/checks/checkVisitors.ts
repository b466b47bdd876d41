/** What visitors reach, and from where: assistants, origins, paths and proxies. */
import { parseRange } from "../limits/parseAddress.js";
import { isObject, isText, quote, urlOf, type Given } from "./values.js";

export function* assistantMistakes(assistants: unknown): Generator<string> {
  if (!isObject(assistants) || Object.keys(assistants).length === 0) {
    yield 'assistants is missing or empty; list the assistants that visitors may ask, like { faq: "faq" }.';
    return;
  }
  for (const [name, id] of Object.entries(assistants)) {
    if (name.trim() === "")
      yield "assistants has an empty name; give each assistant a public name.";
    if (!isText(id))
      yield `assistants.${name} is empty; write the assistant's id or its graph's name.`;
  }
}

export function* originMistakes({ allowedOrigins, allowMissingOrigin }: Given): Generator<string> {
  if (!Array.isArray(allowedOrigins)) {
    yield 'allowedOrigins is missing; list the origins of your pages, like ["https://site.example"].';
    return;
  }
  if (allowedOrigins.length === 0 && allowMissingOrigin !== true)
    yield 'allowedOrigins is empty, so nobody may ask; list the origins of your pages, like ["https://site.example"].';
  for (const origin of allowedOrigins as readonly unknown[]) {
    const url = urlOf(origin);
    if (!isText(origin))
      yield "allowedOrigins has an entry that is no text; write each origin as a text.";
    else if (origin.includes("*"))
      yield `allowedOrigins has ${quote(origin)}; list each origin, because "*" would let every site ask at your cost.`;
    else if (origin === "null")
      yield 'allowedOrigins has "null", which any page in a sandbox can send; list the origins of your pages.';
    else if (!url)
      yield `allowedOrigins has ${quote(origin)}, which is no origin; write it like "https://site.example".`;
    else if (originOf(url) !== origin)
      yield `allowedOrigins has ${quote(origin)}, but browsers send ${quote(originOf(url))}; write that.`;
  }
}

/** `URL.origin` is `"null"` for the schemes of apps and extensions, and browsers send scheme and host there. */
function originOf(url: URL): string {
  return url.origin === "null" ? `${url.protocol}//${url.host}` : url.origin;
}

export function* basePathMistakes(basePath: unknown): Generator<string> {
  if (basePath === undefined || basePath === "") return;
  if (typeof basePath !== "string") yield 'basePath is no text; write it like "/api/faq".';
  else if (!basePath.startsWith("/"))
    yield `basePath is ${quote(basePath)}; begin it with a slash, like "/api/faq".`;
  else if (basePath.endsWith("/"))
    yield `basePath is ${quote(basePath)}; leave out the slash at its end, like "/api/faq".`;
  else if (!/^(\/[\w.~-]+)+$/.test(basePath) || /\/\.\.?(\/|$)/.test(basePath))
    yield `basePath is ${quote(basePath)}; use letters, digits, ".", "_", "~" and "-" between single slashes.`;
}

export function* proxyMistakes(proxies: unknown): Generator<string> {
  if (proxies === undefined) return;
  if (!Array.isArray(proxies)) {
    yield 'trustedProxies is no list; write it like ["127.0.0.1", "10.0.0.0/8"].';
    return;
  }
  for (const proxy of proxies as readonly unknown[]) {
    const [, bits] = (typeof proxy === "string" && parseRange(proxy)) || [];
    if (bits === undefined)
      yield `trustedProxies has ${quote(proxy)}; write addresses or ranges, like "127.0.0.1" or "10.0.0.0/8".`;
    else if (bits === 0)
      yield `trustedProxies has ${quote(proxy)}, which believes every visitor; list the addresses of your proxies.`;
  }
}
