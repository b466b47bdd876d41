import { expect, test } from "vitest";
import { maskAddress } from "../../../src/gateway/observe/maskAddress.js";

test.each([
  ["203.0.113.77", "203.0.113.0/24"],
  ["::ffff:203.0.113.77", "203.0.113.0/24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
  ["[2001:db8:1:2::9]:443", "2001:db8:1::/48"],
  ["localhost", undefined],
  ["", undefined],
  [undefined, undefined],
])("%s is logged as %s", (address, network) => {
  expect(maskAddress(address)).toBe(network);
});
