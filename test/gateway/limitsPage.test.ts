/** The tables of `docs/gateway-limits.md` against the code. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REFUSALS } from "../../src/gateway/codes.js";
import { createMetrics } from "../../src/gateway/observe/createMetrics.js";
import { DEFAULT_LIMITS } from "../../src/gateway/settings.js";

const page = readFileSync(join(import.meta.dirname, "../../docs/gateway-limits.md"), "utf8");

test("the page lists every limit once, with its default", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| `([\d_]+)` \|/gm)].map(
    ([, name = "", value = ""]) => [name, Number(value.replaceAll("_", ""))] as const,
  );
  expect(rows).toHaveLength(Object.keys(DEFAULT_LIMITS).length);
  expect(Object.fromEntries(rows)).toEqual(DEFAULT_LIMITS);
});

test("the page gives every code the status that it has", () => {
  const statuses = new Map(Object.entries(REFUSALS).map(([code, [status]]) => [code, status]));
  const named = [...page.matchAll(/\b(\d{3}) `([a-z_]+)`/g)];
  expect(named.length).toBeGreaterThan(10);
  for (const [, status, code = ""] of named) {
    expect({ code, status: statuses.get(code) }).toEqual({ code, status: Number(status) });
  }
});

test("the page lists every metric once, with its type and its labels", () => {
  const metrics = createMetrics(["faq"], () => true);
  const families = [...metrics.text().matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(
    ([, name, type]) => `${name} ${type}`,
  );
  const rows = [...page.matchAll(/^\| `(oneshot_chat_\w+)` \| (\w+)/gm)].map(
    ([, name, type]) => `${name} ${type}`,
  );
  expect(rows.sort()).toEqual(families.sort());
});
