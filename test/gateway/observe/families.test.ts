import { expect, test } from "vitest";
import { createHistogram, createNumbers } from "../../../src/gateway/observe/families.js";

test("a counter has a value for each set of labels", () => {
  const counter = createNumbers("counter", {
    name: "asked_total",
    help: "Questions.",
    labels: ["assistant", "code"],
  });
  counter.add(["faq", "x"]);
  counter.add(["faq", "x"], 2);
  counter.add(["sales", "y"], 0);
  expect(counter.text()).toBe(
    [
      "# HELP asked_total Questions.",
      "# TYPE asked_total counter",
      'asked_total{assistant="faq",code="x"} 3',
      'asked_total{assistant="sales",code="y"} 0',
      "",
    ].join("\n"),
  );
});

test("a gauge may fall, and needs no labels", () => {
  const gauge = createNumbers("gauge", { name: "open", help: "Open.", labels: [] });
  gauge.add([]);
  gauge.add([], -1);
  expect(gauge.text()).toContain("\nopen 0\n");
});

test("quotes, backslashes and line breaks in a label are escaped", () => {
  const counter = createNumbers("counter", { name: "n_total", help: "N.", labels: ["a"] });
  counter.add(['"x"\\\n']);
  expect(counter.text()).toContain('n_total{a="\\"x\\"\\\\\\n"} 1\n');
});

test("a histogram counts into cumulative buckets, with the bound included", () => {
  const histogram = createHistogram({
    name: "took_seconds",
    help: "Time.",
    labels: ["a"],
    bounds: [0.5, 2],
  });
  for (const value of [0.25, 0.5, 1, 2.5]) histogram.observe(["faq"], value);
  expect(histogram.text().split("\n").slice(1, -1)).toEqual([
    "# TYPE took_seconds histogram",
    'took_seconds_bucket{a="faq",le="0.5"} 2',
    'took_seconds_bucket{a="faq",le="2"} 3',
    'took_seconds_bucket{a="faq",le="+Inf"} 4',
    'took_seconds_sum{a="faq"} 4.25',
    'took_seconds_count{a="faq"} 4',
  ]);
});
