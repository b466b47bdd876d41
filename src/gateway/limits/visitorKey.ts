import { isInRange, networkOf, parseAddress, parseRange, type Address } from "./parseAddress.js";

/** What a request says about where it comes from. */
export interface RequestOrigin {
  /** The address of the connection, if the runtime tells it. */
  readonly address: string | undefined;
  /** The header `X-Forwarded-For`. Several headers are joined with commas. */
  readonly forwardedFor: string | null | undefined;
  /** Addresses and CIDR ranges of the operator's own proxies. */
  readonly trustedProxies: readonly string[];
}

/** The key of all visitors whose address is not known. */
export const SHARED_KEY = "shared";

/**
 * Names the visitor for whom a request is counted: `ip:203.0.113.7`, `ip:2001:db8:1:2::/64` or `shared`.
 *
 * An IPv6 address counts by its first 64 bits, because one visitor has at least that many addresses.
 */
export function visitorKey(origin: RequestOrigin): string {
  const address = findVisitor(origin);
  if (!address) return SHARED_KEY;
  return `ip:${address.kind() === "ipv4" ? address.toString() : networkOf(address, 64)}`;
}

/** The visitor's address, in its shortest notation, if it is known. */
export function visitorAddress(origin: RequestOrigin): string | undefined {
  return findVisitor(origin)?.toString();
}

/**
 * Walks from the connection back to the visitor: as long as the address is one of a trusted proxy, the next address
 * is the one that this proxy appended to `X-Forwarded-For`. Whatever stands further left was written by somebody
 * else, maybe by the visitor, and counts for nothing.
 */
function findVisitor({ address, forwardedFor, trustedProxies }: RequestOrigin) {
  let visitor: Address | undefined = parseAddress(address ?? "");
  const trusted = trustedProxies.map(parseRange);
  const isTrusted = (each: Address) =>
    trusted.some((range) => range !== undefined && isInRange(each, range));
  const hops = forwardedFor?.split(",") ?? [];
  while (visitor && hops.length > 0 && isTrusted(visitor)) {
    // A proxy that hides an address writes `unknown`. All visitors behind it then share one key.
    const next = parseAddress(hops.pop() ?? "");
    if (!next) break;
    visitor = next;
  }
  return visitor;
}

/** Whether `trustedProxies` may contain this text. */
export const isProxyRange = (text: string): boolean => parseRange(text) !== undefined;
