/** The few words that are shown before the rest is there. A test compares them with the English labels. */
export const STUB_WORDS = {
  launcher: "Get help",
  withShortcut: "{name} (press {shortcut})",
  tryAgain: "Try again",
  network: "The assistant can’t be reached right now. Please try again in a moment.",
};

type OwnWords = Partial<typeof STUB_WORDS> & { errors?: Partial<typeof STUB_WORDS> };

/**
 * The owner's own words among them.
 *
 * @param labels the property, or the attribute's JSON; what is wrong with it is reported once the chat is loaded
 */
export function readWords(labels: unknown): Partial<typeof STUB_WORDS> {
  try {
    // What JSON and pages give is not known. The button makes a text of each word, and the app reports what is none.
    const given = (typeof labels === "string" ? JSON.parse(labels) : labels) as
      OwnWords | undefined;
    return { ...given, ...given?.errors };
  } catch {
    return {};
  }
}
