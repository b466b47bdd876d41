import { networkOf, parseAddress } from "../limits/parseAddress.js";

/**
 * Cuts an address to the network that may stand in a log: the first 24 bits of an IPv4 address, the first 48 of an
 * IPv6 address.
 *
 * @returns `undefined` if the address is unknown
 */
export function maskAddress(address: string | undefined): string | undefined {
  const parsed = parseAddress(address ?? "");
  return parsed && networkOf(parsed, parsed.kind() === "ipv4" ? 24 : 48);
}
