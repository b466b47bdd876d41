import { BlockList, isIP } from "node:net";

/** Loopback, private and link-local ranges. Source: RFC 1918, RFC 4193, RFC 4291, RFC 6890. */
const PRIVATE = new BlockList();
// A connection to 0.0.0.0 goes to this machine.
PRIVATE.addAddress("0.0.0.0", "ipv4");
PRIVATE.addSubnet("127.0.0.0", 8, "ipv4");
PRIVATE.addSubnet("10.0.0.0", 8, "ipv4");
PRIVATE.addSubnet("172.16.0.0", 12, "ipv4");
PRIVATE.addSubnet("192.168.0.0", 16, "ipv4");
PRIVATE.addSubnet("::1", 128, "ipv6");
PRIVATE.addSubnet("fc00::", 7, "ipv6");

/**
 * Tells whether a host is this machine or on its private network, where `http:` is usual.
 *
 * A name without a dot is such a host, because it is the name of a container or of a service: `langgraph-api`. So
 * are names that no public domain can end in: `.localhost`, `.local`, `.internal`.
 *
 * @param hostname of a `URL`, so an IPv6 address has brackets and every address is in its normal form
 */
export function isLocalAddress(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const version = isIP(host);
  if (version !== 0) return PRIVATE.check(host, version === 4 ? "ipv4" : "ipv6");
  return !host.includes(".") || /\.(localhost|local|internal)$/.test(host);
}
