import type { StorybookConfig } from "@storybook/react-vite";
import { mergeConfig, type PluginOption } from "vite";
import { sdkAlias, sourceAlias } from "../vite.config.js";

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["../stories/*.stories.tsx"],
  addons: ["@storybook/addon-a11y", "@storybook/addon-vitest"],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) =>
    mergeConfig(
      // Storybook starts from vite.config.ts, where our own plugins write what the package ships.
      { ...vite, plugins: vite.plugins?.filter((plugin) => !isOfThePackage(plugin)) },
      { resolve: { alias: { ...sdkAlias, ...sourceAlias } } },
    ),
};

function isOfThePackage(plugin: PluginOption): boolean {
  const name = plugin && "name" in plugin ? plugin.name : undefined;
  return name?.startsWith("oneshot-chat:") ?? false;
}

export default config;
