/**
 * Puts values into a label: `fillLabel("At most {max} characters.", { max: "4,000" })`. A name in braces without a
 * value stays as it is written.
 */
export function fillLabel(label: string, values: Readonly<Record<string, string>>): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) =>
    // Without the check, `{constructor}` would be filled with a function that every object inherits.
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}
