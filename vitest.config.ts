import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { sdkAlias, sourceAlias } from "./vite.config.js";
import { embedAlias } from "./vite.embed.config.js";

const react18 = join(import.meta.dirname, "test/react-18/node_modules");
const alias = { ...sdkAlias, ...sourceAlias };

/** Tests that start real LangGraph servers. They wait most of the time, so `npm test` runs them beside the others. */
const ON_REAL_SERVERS = [
  "test/examples/{gatewayExamples,pythonSearch,spawnPythonAssistant}.test.ts",
  "test/gateway/{endToEnd,leavingRealServers}.test.ts",
  "test/gateway/cli/{closedServer,doctorOnServers}.test.ts",
  "test/servers/*.test.ts",
];

/**
 * What runs with React 18: the hook, and the parts whose behaviour depends on React's version, through refs, ids, effects,
 * events that React batches, transitions, and attributes that React 18 does not know. `LONG=1` runs everything.
 */
const ON_REACT_18 = process.env.LONG
  ? ["test/{hooks,components,markdown/react}/**/*.test.{ts,tsx}"]
  : [
      "test/hooks/**/*.test.tsx",
      "test/components/{OneShotChat,FaqBot,after,asking,onServer,pressing,running}.test.tsx",
      "test/components/{announcer,launcher,sources}/**/*.test.tsx",
      "test/markdown/react/{Markdown,concurrency,onServer,sources}.test.tsx",
    ];

/**
 * In CI, a test with real programs may be tried once more, because a shared machine can stop for seconds. The report marks
 * such a test with "retry x1".
 */
const TRIES_AGAIN = process.env.CI ? 1 : 0;

/** What does not run on Preact. Everything else that describes the hook, the components and answers does. */
const NOT_ON_PREACT = [
  // A page without React has nothing that a server has rendered.
  "test/**/onServer.test.tsx",
  // Preact does not log an error that an error boundary catches.
  "test/components/reactReports.test.tsx",
  // Preact never interrupts a render, and has no `startTransition` and no StrictMode.
  "test/markdown/react/concurrency.test.tsx",
];

// The stories have their own config, `vitest.stories.config.ts`, because Storybook takes seconds to start.
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        // React's production build has no runtime for development JSX.
        oxc: { jsx: { runtime: "automatic", development: false } },
        test: {
          name: "node",
          environment: "node",
          setupFiles: ["test/setup/consoleGuard.ts"],
          // In development, tests whose runs fail would log warnings, and console noise fails a test.
          // Tests of those warnings set NODE_ENV themselves.
          env: { NODE_ENV: "production" },
          include: [
            "test/{langgraph,run,testing,faults,markdown,package,examples,gateway}/**/*.test.ts",
          ],
          exclude: ON_REAL_SERVERS,
          // Long enough for a busy machine; a test that hangs still ends.
          testTimeout: 60_000,
        },
      },
      {
        // The client that takes the SDK's place for pages without React. The tests of the wire hold for it too.
        resolve: {
          alias: [
            ...embedAlias.filter(({ find }) => typeof find === "string"),
            ...Object.entries(sourceAlias).map(([find, replacement]) => ({ find, replacement })),
          ],
        },
        test: {
          name: "node, without the SDK",
          environment: "node",
          setupFiles: ["test/setup/consoleGuard.ts"],
          env: { NODE_ENV: "production" },
          include: [
            "test/langgraph/**/*.test.ts",
            "test/run/{createRun,recordings,endEvents,behindGateway,limits}.test.ts",
            "test/faults/faults.test.ts",
          ],
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: "dom",
          environment: "jsdom",
          include: ["test/{hooks,components,markdown/react}/**/*.test.{ts,tsx}"],
          setupFiles: ["test/setup/dom.ts"],
          testTimeout: 60_000,
        },
      },
      {
        // Some of the same tests on the oldest React that the package supports.
        resolve: {
          alias: [
            {
              find: "@testing-library/react",
              replacement: join(react18, "@testing-library/react"),
            },
            { find: /^react(?=$|\/)/, replacement: join(react18, "react") },
            { find: /^react-dom(?=$|\/)/, replacement: join(react18, "react-dom") },
            ...Object.entries(alias).map(([find, replacement]) => ({ find, replacement })),
          ],
        },
        plugins: [react()],
        test: {
          name: "dom, React 18",
          environment: "jsdom",
          include: ON_REACT_18,
          setupFiles: ["test/setup/dom.ts"],
          testTimeout: 60_000,
        },
      },
      {
        // The same tests on Preact, which pages without React get.
        resolve: {
          alias: [
            {
              find: "@testing-library/react",
              replacement: join(import.meta.dirname, "test/setup/preactTestingLibrary.tsx"),
            },
            {
              find: "react-dom/server",
              replacement: join(import.meta.dirname, "test/setup/preactServer.ts"),
            },
            ...embedAlias,
            ...Object.entries(sourceAlias).map(([find, replacement]) => ({ find, replacement })),
          ],
        },
        oxc: { jsx: { runtime: "automatic", development: false } },
        test: {
          name: "dom, Preact",
          environment: "jsdom",
          // Tests in `.test.ts` files are of functions that know nothing of React.
          include: ["test/{hooks,components,markdown/react}/**/*.test.tsx"],
          exclude: NOT_ON_PREACT,
          setupFiles: ["test/setup/dom.ts"],
          testTimeout: 60_000,
          server: { deps: { inline: [/preact/] } },
        },
      },
      {
        resolve: { alias },
        test: {
          name: "graphs",
          environment: "node",
          globalSetup: ["test/graphs/startServers.ts"],
          setupFiles: ["test/setup/consoleGuard.ts"],
          env: { NODE_ENV: "production" },
          include: ["test/graphs/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "servers",
          environment: "node",
          setupFiles: ["test/setup/consoleGuard.ts"],
          env: { NODE_ENV: "production" },
          include: ON_REAL_SERVERS,
          testTimeout: 60_000,
          retry: TRIES_AGAIN,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "aegra",
          environment: "node",
          setupFiles: ["test/setup/consoleGuard.ts"],
          env: { NODE_ENV: "production" },
          include: ["test/servers/aegra/**/*.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "browser",
          environment: "node",
          globalSetup: ["test/browser/servePages.ts"],
          setupFiles: ["test/setup/consoleGuard.ts"],
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          retry: TRIES_AGAIN,
        },
      },
    ],
  },
});
