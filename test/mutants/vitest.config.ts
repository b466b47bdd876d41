import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { sdkAlias, sourceAlias } from "../../vite.config.js";

const alias = { ...sdkAlias, ...sourceAlias };
/** The instrumented code is several times slower. */
const testTimeout = 120_000;

/** The tests that mutants meet: all that cover the mutated folders, except those with sockets and the slowest. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "node",
          environment: "node",
          setupFiles: ["test/setup/consoleGuard.ts"],
          env: { NODE_ENV: "production" },
          include: ["test/{langgraph,run,markdown/parser}/**/*.test.ts"],
          exclude: ["test/markdown/parser/streaming.test.ts"],
          testTimeout,
        },
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: "dom",
          environment: "jsdom",
          setupFiles: ["test/setup/dom.ts"],
          include: ["test/markdown/react/{commonmark,gfm,policies,Markdown}.test.tsx"],
          testTimeout,
        },
      },
    ],
  },
});
