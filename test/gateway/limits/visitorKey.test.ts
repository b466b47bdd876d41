import { expect, test } from "vitest";
import {
  isProxyRange,
  visitorAddress,
  visitorKey,
} from "../../../src/gateway/limits/visitorKey.js";

const PROXIES = ["127.0.0.1", "10.0.0.0/8", "2001:db8:ffff::/48"];

test.each([
  ["an IPv4 address counts by itself", "203.0.113.7", "ip:203.0.113.7"],
  ["an IPv4 address in IPv6 notation", "::ffff:203.0.113.7", "ip:203.0.113.7"],
  ["its hexadecimal notation", "::ffff:cb00:7107", "ip:203.0.113.7"],
  ["an IPv4 address with a port", "203.0.113.7:51034", "ip:203.0.113.7"],
  ["an IPv6 address counts by its network", "2001:db8:1:2:3:4:5:6", "ip:2001:db8:1:2::/64"],
  ["another address of that network", "2001:DB8:1:2::9", "ip:2001:db8:1:2::/64"],
  ["an address of another network", "2001:db8:1:3::9", "ip:2001:db8:1:3::/64"],
  ["an IPv6 address in brackets with a port", "[2001:db8:1:2::9]:443", "ip:2001:db8:1:2::/64"],
  ["an IPv6 address in brackets", "[2001:db8:1:2::9]", "ip:2001:db8:1:2::/64"],
  ["an IPv6 address with a zone", "fe80::1%eth0", "ip:fe80::/64"],
  ["the local IPv6 address", "::1", "ip:::/64"],
  ["a runtime that tells no address", undefined, "shared"],
  ["an empty address", "", "shared"],
  ["a host name", "localhost", "shared"],
  ["an address in a notation that only C libraries read", "0x7f.1", "shared"],
  ["half an address", "203.0.113", "shared"],
  ["a path of a Unix socket", "/run/gateway.sock", "shared"],
])("without trusted proxies, the connection decides: %s", (_name, address, key) => {
  for (const forwardedFor of [undefined, null, "", "198.51.100.1", "198.51.100.1, 10.0.0.1"]) {
    expect(visitorKey({ address, forwardedFor, trustedProxies: [] })).toBe(key);
  }
});

const LOCAL = "127.0.0.1";
const VISITOR = "203.0.113.7";

test.each([
  ["the proxy's own word is believed", LOCAL, VISITOR, `ip:${VISITOR}`],
  ["a spoofed entry on the left counts for nothing", LOCAL, `1.1.1.1, ${VISITOR}`, `ip:${VISITOR}`],
  ["also among many", LOCAL, `${"1.1.1.1, ".repeat(500)}${VISITOR}`, `ip:${VISITOR}`],
  ["two trusted proxies in a row", LOCAL, `1.1.1.1, ${VISITOR}, 10.1.2.3`, `ip:${VISITOR}`],
  ["a spoofed trusted address on the left", LOCAL, `10.9.9.9, ${VISITOR}`, `ip:${VISITOR}`],
  ["a stranger's connection has no say", "198.51.100.9", VISITOR, "ip:198.51.100.9"],
  ["a visitor inside the trusted network", LOCAL, "10.4.4.4", "ip:10.4.4.4"],
  ["no header", LOCAL, undefined, `ip:${LOCAL}`],
  ["an empty header", LOCAL, "", `ip:${LOCAL}`],
  ["a proxy that hides the visitor", LOCAL, `${VISITOR}, unknown`, `ip:${LOCAL}`],
  ["garbage that the visitor sent", LOCAL, `<script>, ${VISITOR}`, `ip:${VISITOR}`],
  ["an entry with a port", LOCAL, `${VISITOR}:4711`, `ip:${VISITOR}`],
  ["an IPv6 visitor", LOCAL, "[2001:db8:1:2::9]:443", "ip:2001:db8:1:2::/64"],
  ["an IPv6 proxy", "2001:db8:ffff::1", VISITOR, `ip:${VISITOR}`],
  ["an IPv4 proxy on a socket for both", "::ffff:10.0.0.1", VISITOR, `ip:${VISITOR}`],
  ["an unknown connection", undefined, VISITOR, "shared"],
])(
  "behind trusted proxies, X-Forwarded-For is read from the right: %s",
  (_name, address, forwardedFor, key) => {
    expect(visitorKey({ address, forwardedFor, trustedProxies: PROXIES })).toBe(key);
  },
);

test("nothing that a visitor writes into X-Forwarded-For gives a second key behind a proxy that appends", () => {
  const keys = new Set<string>();
  const parts = ["1.1.1.1", "10.0.0.1", LOCAL, "::1", "unknown", "", ",", " ", "[::1", "%"];
  for (const first of parts) {
    for (const second of parts) {
      const forwardedFor = `${first},${second}, ${VISITOR}`;
      keys.add(visitorKey({ address: LOCAL, forwardedFor, trustedProxies: PROXIES }));
    }
  }
  expect([...keys]).toEqual([`ip:${VISITOR}`]);
});

test("the visitor's address is whole, in its shortest notation", () => {
  const origin = { forwardedFor: null, trustedProxies: [] };
  expect(visitorAddress({ ...origin, address: "2001:DB8:0:0:1:0:0:9" })).toBe("2001:db8::1:0:0:9");
  expect(visitorAddress({ ...origin, address: "::ffff:203.0.113.7" })).toBe(VISITOR);
  expect(visitorAddress({ ...origin, address: undefined })).toBeUndefined();
});

test.each([
  ["10.0.0.0/8", true],
  ["127.0.0.1", true],
  ["2001:db8::/32", true],
  ["::ffff:10.0.0.0/104", true],
  ["10.0.0.0/33", false],
  ["10.0.0.0/", false],
  ["10.0.0.0/8/8", false],
  ["::ffff:10.0.0.0/8", false],
  ["10.0.0.1:80", false],
  ["proxy.example", false],
  ["", false],
])("%j as a trusted proxy: %s", (text, isRange) => {
  expect(isProxyRange(text)).toBe(isRange);
});

test("a range in IPv6 notation covers IPv4 proxies", () => {
  const origin = { forwardedFor: VISITOR, trustedProxies: ["::ffff:10.0.0.0/104"] };
  expect(visitorKey({ ...origin, address: "10.9.9.9" })).toBe(`ip:${VISITOR}`);
  expect(visitorKey({ ...origin, address: "11.0.0.1" })).toBe("ip:11.0.0.1");
});
