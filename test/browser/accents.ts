/** Accent colours that a site may set, and how colours are measured. */

/** Colours of all hues, from nearly black to nearly white, the corners of sRGB, and colours beyond sRGB. */
export const ACCENTS: readonly string[] = [
  ...[0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330].flatMap((hue) =>
    [5, 20, 35, 50, 65, 80, 95].map((lightness) => `hsl(${hue} 90% ${lightness}%)`),
  ),
  ...[0, 10, 25, 40, 46, 50, 60, 75, 90, 100].map((lightness) => `hsl(0 0% ${lightness}%)`),
  "#f00",
  "#0f0",
  "#00f",
  "#ff0",
  "#0ff",
  "#f0f",
  "#ffb800",
  "#0f766e",
  "rebeccapurple",
  "rgb(0 90 200 / 50%)",
  "oklch(70% 0.3 150)",
  "color(display-p3 0 1 0)",
  "lab(30 80 -90)",
];

/** The relative luminance of a colour as WCAG 2 defines it. In: red, green and blue from 0 to 255. */
function luminanceOf(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two opaque colours, from 1 to 21. */
export function contrastOf(one: readonly number[], other: readonly number[]): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
