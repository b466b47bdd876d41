import type { Decorator, Preview } from "@storybook/react-vite";
import "oneshot-chat/styles.css";
import { configure } from "storybook/test";
import { consoleGuard } from "./consoleGuard.js";

// The announcer repeats what screen readers hear. Stories look for what is visible; they find the announcer by its role.
configure({ defaultIgnore: "script, style, [role=status], [role=status] *" });

/** The background of the page around the widget. The widget's own stylesheet does not set it. */
const PAGE_BACKGROUNDS = { light: "#f6f7f9", dark: "#0c0e12" } as const;

/** A page in the chosen theme, so that a story looks the same whatever the system settings are. */
const onPage: Decorator = (Story, { globals }) => {
  const theme = globals["theme"] === "dark" ? "dark" : "light";
  return (
    <div
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
  initialGlobals: { theme: "light" },
  globalTypes: {
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
