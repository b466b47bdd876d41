/**
 * The form in which a definition's label and a reference's are compared.
 * Source: CommonMark 0.31, section 4.7 (a Unicode case fold; both ways through the cases reach it).
 */
export function normaliseLabel(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase().toLowerCase();
}
