import ipaddr from "ipaddr.js";

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Reads an IP address as sockets and proxies write it: with or without a port, an IPv6 address also in brackets or
 * with a zone. An IPv4 address in IPv6 notation (`::ffff:203.0.113.7`) becomes the IPv4 address.
 *
 * @returns `undefined` for everything else, such as a host name, `unknown`, `1.2.3` or `0x7f.1`
 */
export function parseAddress(text: string): Address | undefined {
  const bare = withoutPort(text.trim());
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  if (!bare.includes(":") || !ipaddr.IPv6.isValid(bare)) return undefined;
  const address = ipaddr.IPv6.parse(bare.replace(/%.*$/s, ""));
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(text);
  if (bracketed) return bracketed[1] ?? "";
  const [host = "", port, ...rest] = text.split(":");
  return port !== undefined && rest.length === 0 ? host : text;
}

/** An address range: the first address and the number of leading bits that count. */
export type AddressRange = readonly [first: Address, bits: number];

/**
 * Reads an address or a CIDR range, without a port.
 *
 * @returns `undefined` for everything else
 */
export function parseRange(text: string): AddressRange | undefined {
  const [first = "", bits, ...rest] = text.trim().split("/");
  const address = parseAddress(first);
  if (!address || rest.length > 0 || withoutPort(first) !== first) return undefined;
  const all = address.kind() === "ipv4" ? 32 : 128;
  if (bits === undefined) return [address, all];
  if (!/^\d{1,3}$/.test(bits)) return undefined;
  // `::ffff:10.0.0.0/104` is `10.0.0.0/8`.
  const counted =
    address.kind() === "ipv4" && first.includes(":") ? Number(bits) - 96 : Number(bits);
  return counted >= 0 && counted <= all ? [address, counted] : undefined;
}

export function isInRange(address: Address, [first, bits]: AddressRange): boolean {
  return address.kind() === first.kind() && address.match(first, bits);
}

/** The network of an address: its first `bits` bits, and zeros. */
export function networkOf(address: Address, bits: number): string {
  const bytes = address.toByteArray().map((byte, at) => {
    const kept = Math.min(8, Math.max(0, bits - at * 8));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}
