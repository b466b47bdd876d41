/** The words of a text, for long lists. */
export function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
