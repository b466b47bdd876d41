/** Each variant shows a story on another page. Its arguments and its play function stay the same. */

interface Varied {
  globals?: Record<string, unknown>;
}

function withGlobals(globals: Record<string, unknown>) {
  return <Story extends Varied>(story: Story): Story => ({
    ...story,
    globals: { ...story.globals, ...globals },
  });
}

export const inDark = withGlobals({ theme: "dark" });

/** 320 px wide. */
export const onAPhone = withGlobals({ viewport: { value: "phone" } });

/** The page names its language and its direction. The words of the story are its own. */
export const inArabic = withGlobals({ locale: "ar" });
export const inGerman = withGlobals({ locale: "de" });

/** Only the browser of the tests can emulate forced colours; see `.storybook/forcedColors.ts`. */
export const inForcedColors = withGlobals({ forcedColors: "active" });
