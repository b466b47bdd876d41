import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { sdkAlias, sourceAlias } from "./vite.config.js";

const alias = { ...sdkAlias, ...sourceAlias };

// Stories have a config of their own (`vitest.stories.config.ts`): starting Storybook takes seconds.
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "node",
          environment: "node",
          include: ["test/{run,testing,package,examples}/**/*.test.ts"],
        },
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: "dom",
          environment: "jsdom",
          include: ["test/{hooks,components}/**/*.test.{ts,tsx}"],
          setupFiles: ["test/setup/dom.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "browser",
          environment: "node",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
