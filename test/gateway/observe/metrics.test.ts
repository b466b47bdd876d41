import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createMetrics, type Metrics } from "../../../src/gateway/observe/createMetrics.js";

const RUN = {
  assistant: "faq",
  outcome: "success",
  ms: 1_500,
  bytes: 200,
  firstTokenMs: 90,
} as const;

/** The value of one series, written as in the text. */
function valueOf(metrics: Metrics, series: string): number {
  const line = metrics
    .text()
    .split("\n")
    .find((each) => each.startsWith(`${series} `));
  if (line === undefined) throw new Error(`there is no ${series}`);
  return Number(line.slice(series.length + 1));
}

test("a run is in progress until it ends, and then counts with its outcome, time and bytes", () => {
  const metrics = createMetrics(["faq"]);
  metrics.runStarted("faq");
  metrics.runStarted("faq");
  expect(valueOf(metrics, 'oneshot_chat_runs_in_progress{assistant="faq"}')).toBe(2);
  metrics.runEnded(RUN);
  expect(valueOf(metrics, 'oneshot_chat_runs_in_progress{assistant="faq"}')).toBe(1);
  expect(valueOf(metrics, 'oneshot_chat_runs_total{assistant="faq",outcome="success"}')).toBe(1);
  expect(valueOf(metrics, 'oneshot_chat_sent_bytes_total{assistant="faq"}')).toBe(200);
  expect(valueOf(metrics, 'oneshot_chat_run_duration_seconds_sum{assistant="faq"}')).toBe(1.5);
  expect(valueOf(metrics, 'oneshot_chat_first_token_seconds_sum{assistant="faq"}')).toBe(0.09);
});

test("a run without text has no time to its first text", () => {
  const metrics = createMetrics(["faq"]);
  metrics.runStarted("faq");
  metrics.runEnded({ ...RUN, firstTokenMs: undefined });
  expect(metrics.text()).not.toContain("oneshot_chat_first_token_seconds_count");
});

test("runs and ratings are known with zero before the first one", () => {
  const metrics = createMetrics(["faq", "sales"]);
  expect(valueOf(metrics, 'oneshot_chat_runs_total{assistant="sales",outcome="upstream"}')).toBe(0);
  expect(valueOf(metrics, 'oneshot_chat_feedback_total{assistant="faq",value="down"}')).toBe(0);
});

test("names that visitors make up do not make the figures grow", () => {
  const metrics = createMetrics(["faq"]);
  metrics.refused("rate_limited", "faq");
  for (let at = 0; at < 1_000; at += 1) metrics.refused("unknown_assistant", `made up ${at}`);
  metrics.refused("unknown_assistant", undefined);
  const lines = metrics.text().split("\n");
  expect(lines.filter((line) => line.startsWith("oneshot_chat_refusals_total"))).toEqual([
    'oneshot_chat_refusals_total{assistant="faq",code="rate_limited"} 1',
    'oneshot_chat_refusals_total{assistant="",code="unknown_assistant"} 1001',
  ]);
});

test("ratings count by value", () => {
  const metrics = createMetrics(["faq"]);
  metrics.rated({ assistant: "faq", value: "down" });
  expect(valueOf(metrics, 'oneshot_chat_feedback_total{assistant="faq",value="down"}')).toBe(1);
});

test("Redis has a figure only where there is a Redis", () => {
  let isAvailable: boolean | undefined;
  const metrics = createMetrics(["faq"], () => isAvailable);
  expect(metrics.text()).not.toContain("redis");
  isAvailable = false;
  expect(valueOf(metrics, "oneshot_chat_redis_available")).toBe(0);
  isAvailable = true;
  expect(valueOf(metrics, "oneshot_chat_redis_available")).toBe(1);
});

test("every name follows Prometheus' conventions", () => {
  const types = [
    ...fullMetrics()
      .text()
      .matchAll(/^# TYPE (\w+) (\w+)$/gm),
  ];
  expect(types.length).toBeGreaterThan(6);
  for (const [, name = "", type] of types) {
    expect(name).toMatch(/^oneshot_chat_[a-z_]+$/);
    expect(name.endsWith("_total")).toBe(type === "counter");
    if (type === "histogram") expect(name).toMatch(/_seconds$/);
  }
});

test("the dashboard shows every metric, with labels that it has", () => {
  const text = readFileSync(
    join(import.meta.dirname, "../../../docs/grafana/oneshot-chat.json"),
    "utf8",
  );
  const board = JSON.parse(text) as { panels: { title: string; targets: { expr: string }[] }[] };
  const lines = fullMetrics()
    .text()
    .split("\n")
    .filter((line) => line && !line.startsWith("#"));
  const labels = new Map<string, Set<string>>();
  for (const line of lines) {
    const [, name = "", pairs = ""] = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    const names = [...pairs.matchAll(/(\w+)="/g)].map(([, label = ""]) => label);
    labels.set(name, new Set([...(labels.get(name) ?? []), ...names]));
  }

  const shown = new Set<string>();
  const exprs = board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  expect(exprs.length).toBeGreaterThan(10);
  for (const expr of exprs) {
    for (const [, name = "", matchers = ""] of expr.matchAll(
      /(oneshot_chat_\w+)(?:\{([^}]*)\})?/g,
    )) {
      shown.add(name.replace(/_bucket$/, ""));
      expect([...labels.keys()]).toContain(name);
      for (const [, label = ""] of matchers.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)) {
        expect(labels.get(name)).toContain(label);
      }
    }
    for (const [, by = ""] of expr.matchAll(/by \((\w+)\)/g)) {
      const [name = ""] = /oneshot_chat_\w+/.exec(expr) ?? [];
      expect(labels.get(name)).toContain(by);
    }
  }
  const families = [
    ...fullMetrics()
      .text()
      .matchAll(/^# TYPE (\w+) /gm),
  ].map(([, name]) => name);
  expect([...shown].sort()).toEqual(families.sort());
});

/** Metrics in which every family has a series. */
function fullMetrics(): Metrics {
  const metrics = createMetrics(["faq"], () => true);
  metrics.runStarted("faq");
  metrics.runEnded(RUN);
  metrics.refused("rate_limited", "faq");
  return metrics;
}
