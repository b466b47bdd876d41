/** Draws horizontal bars as an SVG with a title, a description and values as text, for light and dark pages. */

export interface Bar {
  readonly label: string;
  readonly isOurs: boolean;
  /** The lengths of the stacked parts, from the left. An empty list draws only the text. */
  readonly parts: readonly number[];
  readonly text: string;
  /** The range that a thin line shows over the end of the bar. */
  readonly range?: readonly [low: number, high: number];
}

export interface BarChart {
  readonly title: string;
  /** One entry for each line. */
  readonly subtitle: readonly string[];
  readonly bars: readonly Bar[];
  /** A vertical line with a name. */
  readonly reference?: { readonly value: number; readonly label: string };
  /** The names of the parts. */
  readonly legend?: readonly string[];
}

/** On most screens GitHub shows a README 830 px wide. The text sizes are chosen for this width. */
const WIDTH = 830;
const LABEL_WIDTH = 268;
const VALUE_WIDTH = 150;
const ROW_HEIGHT = 34;
const BAR_HEIGHT = 18;
const TITLE_HEIGHT = 36;
const LINE_HEIGHT = 19;

/** Text has a contrast of at least 7 with the background, and bars of at least 3. */
const STYLE = `
  text { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: #1f2328 }
  .title { font-size: 18px; font-weight: 600 }
  .quiet { font-size: 13px; fill: #4b535d }
  .ours text { font-weight: 600 }
  .background { fill: #fff }
  .bar { fill: #8a939e }
  .second { fill-opacity: .3; stroke: #8a939e }
  .ours .bar { fill: #2557d6 }
  .ours .second { stroke: #2557d6 }
  .range { stroke: #1f2328; stroke-width: 1.5 }
  .reference { stroke: #4b535d; stroke-width: 1; stroke-dasharray: 3 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f3f6 }
    .quiet { fill: #b6bec8 }
    .background { fill: #0d1117 }
    .bar { fill: #7d8894 }
    .second { stroke: #7d8894 }
    .ours .bar { fill: #6f9bff }
    .ours .second { stroke: #6f9bff }
    .range { stroke: #f0f3f6 }
    .reference { stroke: #b6bec8 }
  }`;

export function drawBars({ title, subtitle, bars, reference, legend }: BarChart): string {
  const sum = ({ parts }: Bar) => parts.reduce((total, part) => total + part, 0);
  const most = Math.max(...bars.map((bar) => Math.max(sum(bar), bar.range?.[1] ?? 0)), 0.001);
  const plotWidth = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
  const x = (value: number) => LABEL_WIDTH + (value / most) * plotWidth;
  const head = TITLE_HEIGHT + subtitle.length * LINE_HEIGHT + 12;
  const bottom = head + bars.length * ROW_HEIGHT;
  const height = bottom + (legend || reference ? 34 : 12);

  const rows = bars.map((bar, at) => {
    const top = head + at * ROW_HEIGHT;
    const middle = top + ROW_HEIGHT / 2;
    let from = 0;
    const rects = bar.parts.map((part, index) => {
      const left = x(from);
      from += part;
      return `<rect class="bar${index > 0 ? " second" : ""}" x="${round(left)}" y="${middle - BAR_HEIGHT / 2}" width="${round(x(from) - left)}" height="${BAR_HEIGHT}"/>`;
    });
    const range = bar.range
      ? `<path class="range" d="M${round(x(bar.range[0]))} ${middle}H${round(x(bar.range[1]))}"/>`
      : "";
    const end = x(
      Math.max(from, bar.range?.[1] ?? 0, bar.parts.length === 0 ? (reference?.value ?? 0) : 0),
    );
    return `<g${bar.isOurs ? ' class="ours"' : ""}><text x="${LABEL_WIDTH - 10}" y="${middle + 5}" text-anchor="end">${escape(bar.label)}</text>${rects.join("")}${range}<text x="${round(end + 8)}" y="${middle + 5}">${escape(bar.text)}</text></g>`;
  });
  const line = reference
    ? `<path class="reference" d="M${round(x(reference.value))} ${head}V${bottom}"/><text class="quiet" x="${round(x(reference.value))}" y="${bottom + 18}" text-anchor="middle">${escape(reference.label)}</text>`
    : "";
  const keys = (legend ?? []).map((name, at) => {
    const left = LABEL_WIDTH + at * 110;
    return `<rect class="bar${at > 0 ? " second" : ""}" x="${left}" y="${bottom + 8}" width="12" height="12"/><text class="quiet" x="${left + 18}" y="${bottom + 19}">${escape(name)}</text>`;
  });
  const described = bars.map(({ label, text }) => `${label}: ${text}`).join("; ");

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">${escape(title)}</title>
<desc id="description">${escape(`${subtitle.join(" ")} ${described}.`)}</desc>
<style>${STYLE}
</style>
<rect class="background" width="${WIDTH}" height="${height}" rx="6"/>
<text class="title" x="16" y="30">${escape(title)}</text>
${subtitle.map((text, at) => `<text class="quiet" x="16" y="${TITLE_HEIGHT + 16 + at * LINE_HEIGHT}">${escape(text)}</text>`).join("\n")}
${[...rows, line, ...keys].filter(Boolean).join("\n")}
</svg>
`;
}

const round = (value: number) => Math.round(value * 10) / 10;

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (char) => `&#${char.codePointAt(0) ?? 0};`);
