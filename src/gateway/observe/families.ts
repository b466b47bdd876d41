/**
 * Metrics in Prometheus' text format, version 0.0.4.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/
 */

/** The values of a family's labels, in the order of their names. */
type Values = readonly string[];

/** A metric with one value for each set of label values. */
export interface Family {
  readonly name: string;
  text(): string;
}

export interface NumberFamily extends Family {
  /** Adds to the value of these labels. Adding `0` makes it known. */
  add(values: Values, by?: number): void;
}

export interface Histogram extends Family {
  observe(values: Values, value: number): void;
}

export interface FamilyOptions {
  readonly name: string;
  /** One sentence. */
  readonly help: string;
  readonly labels: readonly string[];
}

/** A counter, whose name ends with `_total`, or a gauge. */
export function createNumbers(type: "counter" | "gauge", options: FamilyOptions): NumberFamily {
  const { name, labels } = options;
  const numbers = new Map<string, number>();
  return {
    name,
    add(values, by = 1) {
      const key = labelText(labels, values);
      numbers.set(key, (numbers.get(key) ?? 0) + by);
    },
    text: () =>
      head(type, options) + [...numbers].map(([key, value]) => `${name}${key} ${value}\n`).join(""),
  };
}

/** @param bounds the upper bounds of the buckets, rising, without the infinite one */
export function createHistogram(
  options: FamilyOptions & { readonly bounds: readonly number[] },
): Histogram {
  const { name, labels, bounds } = options;
  const series = new Map<string, { values: Values; buckets: number[]; sum: number }>();
  return {
    name,
    observe(values, value) {
      const key = labelText(labels, values);
      const found = series.get(key) ?? {
        values,
        buckets: [...bounds, Infinity].map(() => 0),
        sum: 0,
      };
      series.set(key, found);
      const at = bounds.findIndex((bound) => value <= bound);
      const bucket = at < 0 ? bounds.length : at;
      found.buckets[bucket] = (found.buckets[bucket] ?? 0) + 1;
      found.sum += value;
    },
    text() {
      let text = head("histogram", options);
      for (const [key, { values, buckets, sum }] of series) {
        let count = 0;
        buckets.forEach((inBucket, at) => {
          count += inBucket;
          const bound = bounds[at] ?? "+Inf";
          text += `${name}_bucket${labelText([...labels, "le"], [...values, `${bound}`])} ${count}\n`;
        });
        text += `${name}_sum${key} ${sum}\n${name}_count${key} ${count}\n`;
      }
      return text;
    },
  };
}

function head(type: string, { name, help }: FamilyOptions): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function labelText(names: readonly string[], values: Values): string {
  if (names.length === 0) return "";
  const pairs = names.map((name, at) => `${name}="${escape(values[at] ?? "")}"`);
  return `{${pairs.join(",")}}`;
}

function escape(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
