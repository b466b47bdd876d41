import fc from "fast-check";
import { expect, test } from "vitest";
import { CountTable } from "../../../src/gateway/limits/CountTable.js";
import { hashKey } from "../../../src/gateway/limits/hashKey.js";
import { MemoryLimiter } from "../../../src/gateway/limits/MemoryLimiter.js";

const WINDOW_MS = 10_000;

test("any sequence of counts, returns and waits gives the numbers that a plain Map gives", () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ action: fc.constant("add"), value: fc.nat(40) }) },
    { weight: 2, arbitrary: fc.record({ action: fc.constant("subtract"), value: fc.nat(40) }) },
    { weight: 1, arbitrary: fc.record({ action: fc.constant("wait"), value: fc.nat(120) }) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      let now = 5_000;
      const table = new CountTable(WINDOW_MS, () => now);
      const plain = new Map<number, { count: number; endsAt: number }>();
      // The second number has few values, so that keys meet in the same places.
      const count = (key: number) => table.read(key, key % 3).count;
      for (const { action, value: key } of steps) {
        const window = plain.get(key) ?? { count: 0, endsAt: now + WINDOW_MS };
        if (action === "wait") {
          now += key * 100;
          for (const [each, { endsAt }] of plain) if (endsAt <= now) plain.delete(each);
        } else if (action === "add") {
          window.count += 1;
          plain.set(key, window);
          const expected = { count: window.count, leftMs: window.endsAt - now };
          expect(table.add(key, key % 3)).toEqual(expected);
        } else {
          if (--window.count <= 0) plain.delete(key);
          table.subtract(key, key % 3);
        }
      }
      for (let key = 0; key <= 40; key += 1) expect(count(key)).toBe(plain.get(key)?.count ?? 0);
    }),
    { numRuns: 300 },
  );
});

test("a million keys take less than 32 MB, and each keeps its own count", () => {
  const table = new CountTable(86_400_000);
  for (let key = 0; key < 1_000_000; key += 1) table.add(scatter(key), scatter(key + 0.5));
  expect(table.bytes).toBeLessThan(32e6);
  for (let key = 0; key < 1_000_000; key += 997) {
    expect(table.read(scatter(key), scatter(key + 0.5)).count).toBe(1);
  }
});

test("keys whose windows have ended give their memory to later keys", () => {
  let now = 0;
  const table = new CountTable(WINDOW_MS, () => now);
  for (let round = 0; round < 50; round += 1) {
    for (let each = 0; each < 1_000; each += 1) {
      const key = round * 1_000 + each;
      table.add(scatter(key), scatter(key + 0.5));
    }
    now += WINDOW_MS;
  }
  expect(table.bytes).toBeLessThan(2_000 * 16);
});

test("a table that was full of ended windows becomes small again", () => {
  let now = 0;
  const table = new CountTable(WINDOW_MS, () => now);
  for (let key = 0; key < 10_000; key += 1) table.add(scatter(key), scatter(key + 0.5));
  const full = table.bytes;
  now += WINDOW_MS;
  for (let key = 0; key < 10_000; key += 1) {
    table.add(scatter(-key - 1), scatter(-key - 0.5));
    table.subtract(scatter(-key - 1), scatter(-key - 0.5));
  }
  expect(table.bytes).toBeLessThan(full / 10);
});

test("the limiter counts nothing for events that it refuses", async () => {
  let now = 0;
  const limiter = new MemoryLimiter({ points: 2, windowMs: WINDOW_MS, now: () => now });
  expect(await limiter.consume("a")).toMatchObject({ remainingPoints: 1, consumedPoints: 1 });
  now = 4_000;
  await limiter.consume("a");
  for (let time = 0; time < 5; time += 1) {
    const refused = { msBeforeNext: 6_000, consumedPoints: 2 };
    await expect(limiter.consume("a")).rejects.toMatchObject(refused);
  }
  await limiter.reward("a");
  await limiter.consume("a");
  await limiter.consume("b");
  now = 10_000;
  expect(await limiter.consume("a")).toMatchObject({ msBeforeNext: WINDOW_MS, consumedPoints: 1 });
});

test("the hash of a key has 16 bytes and differs from key to key", () => {
  const hashes = ["ip:203.0.113.7", "ip:203.0.113.8", ""].map((key) =>
    hashKey(key).toString("hex"),
  );
  expect(new Set(hashes).size).toBe(3);
  expect(hashes.map((hash) => hash.length)).toEqual([32, 32, 32]);
});

/** A number of 32 bits that looks random. */
function scatter(value: number): number {
  let mixed = Math.floor(value * 2) ^ 0x9e3779b9;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
