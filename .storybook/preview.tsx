import type { Decorator, Preview } from "@storybook/react-vite";
import "oneshot-chat/styles.css";
import { configure } from "storybook/test";
import { consoleGuard } from "./consoleGuard.js";
import { forcedColors } from "./forcedColors.js";

// The announcer repeats what screen readers hear. Stories look for what is visible; they find the announcer by its role.
configure({ defaultIgnore: "script, style, [role=status], [role=status] *" });

/** The background of the page around the widget. The widget's own stylesheet does not set it. */
const PAGE_BACKGROUNDS = { light: "#f6f7f9", dark: "#0c0e12" } as const;

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT = new Set(["ar"]);

/** A page in the chosen theme and language, so that a story looks the same whatever the system settings are. */
const onPage: Decorator = (Story, { globals }) => {
  const theme = globals["theme"] === "dark" ? "dark" : "light";
  const locale = String(globals["locale"]);
  return (
    <div
      lang={locale}
      dir={RIGHT_TO_LEFT.has(locale) ? "rtl" : "ltr"}
      data-theme={theme}
      style={{
        boxSizing: "border-box",
        minBlockSize: "100dvh",
        padding: "clamp(12px, 4vw, 48px)",
        background: PAGE_BACKGROUNDS[theme],
        color: "CanvasText",
        colorScheme: theme,
        fontFamily: "system-ui, sans-serif",
      }}
    >
      <Story />
    </div>
  );
};

const preview: Preview = {
  ...consoleGuard,
  beforeEach: [consoleGuard.beforeEach ?? [], forcedColors].flat(),
  decorators: [onPage],
  parameters: {
    // Our own padding instead of Storybook's, which would leave a white frame around a dark page.
    layout: "fullscreen",
    a11y: { test: "error" },
    controls: { disable: true },
    viewport: {
      options: {
        phone: { name: "Phone, 320 px", styles: { width: "320px", height: "568px" } },
        desktop: { name: "Desktop", styles: { width: "1280px", height: "800px" } },
      },
    },
  },
  initialGlobals: { theme: "light", locale: "en", forcedColors: "none" },
  globalTypes: {
    locale: { description: "The language of the page, and its direction" },
    forcedColors: { description: "Forced colours, in tests only" },
    theme: {
      description: "Theme",
      toolbar: {
        icon: "contrast",
        items: [
          { value: "light", title: "Light", icon: "sun" },
          { value: "dark", title: "Dark", icon: "moon" },
        ],
        dynamicTitle: true,
      },
    },
  },
};

export default preview;
