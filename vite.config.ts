import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import react from "@vitejs/plugin-react";
import { transformSync } from "esbuild";
import { defineConfig, type Plugin } from "vite";

const require = createRequire(import.meta.url);
const sdkFolder = dirname(require.resolve("@langchain/langgraph-sdk/package.json"));

/**
 * Imports the SDK's `RunsClient` from its own file, which adds 11 kB gzip. Every path that the SDK exports adds
 * over 90 kB. The file is not a public path, so the SDK is pinned to one exact version.
 */
export const sdkAlias = {
  "virtual:langgraph-runs-client": join(sdkFolder, "dist/client/runs/index.js"),
};

/** Maps this package's public names to its sources, for the demo, the stories and the tests. */
export const sourceAlias = {
  "oneshot-chat/labels/de": join(import.meta.dirname, "src/components/labels/de.ts"),
  "oneshot-chat/labels/ar": join(import.meta.dirname, "src/components/labels/ar.ts"),
  "oneshot-chat/styles.css": join(import.meta.dirname, "src/components/styles/styles.css"),
  "oneshot-chat/parts": join(import.meta.dirname, "src/components/parts/index.ts"),
  "oneshot-chat/markdown": join(import.meta.dirname, "src/markdown/index.ts"),
  "oneshot-chat/testing": join(import.meta.dirname, "src/testing/index.ts"),
  "oneshot-chat/gateway": join(import.meta.dirname, "src/gateway/index.ts"),
  "oneshot-chat": join(import.meta.dirname, "src/index.ts"),
};

/** The entries that render React in a browser. Each built file begins with `"use client"`. */
const CLIENT_ENTRIES = {
  index: "src/index.ts",
  markdown: "src/markdown/index.ts",
  parts: "src/components/parts/index.ts",
};
const OTHER_ENTRIES = {
  testing: "src/testing/index.ts",
  "labels/de": "src/components/labels/de.ts",
  "labels/ar": "src/components/labels/ar.ts",
};

export default defineConfig({
  resolve: { alias: sdkAlias },
  plugins: [react(), leanSdk(), markdownEntry(), styles(), notices("THIRD_PARTY_NOTICES.md")],
  build: {
    target: "es2022",
    minify: false,
    sourcemap: true,
    lib: { entry: { ...CLIENT_ENTRIES, ...OTHER_ENTRIES }, formats: ["es"] },
    rollupOptions: {
      external: [/^react(-dom)?($|\/)/],
      output: {
        banner: ({ name }) => (name in CLIENT_ENTRIES ? '"use client";' : ""),
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
      },
    },
  },
});

/** Replaces copies of packages inside the SDK's build by files of ours, which say why. */
const REPLACED = {
  "/p-queue/dist/index.js": "plainQueue.ts",
  "/p-retry/index.js": "plainRetry.ts",
};

export function leanSdk(): Plugin {
  return {
    name: "oneshot-chat:lean-sdk",
    apply: "build",
    enforce: "pre",
    resolveId(source) {
      const ours = Object.entries(REPLACED).find(([end]) => source.endsWith(end))?.[1];
      return ours && join(import.meta.dirname, "src/langgraph", ours);
    },
  };
}

/**
 * Makes the React entry import the built Markdown entry as a separate file. An app that imports only the hook does
 * not use that import, so its bundler drops the file and the parser.
 */
function markdownEntry(): Plugin {
  return {
    name: "oneshot-chat:markdown-entry",
    apply: "build",
    enforce: "pre",
    resolveId: (source) =>
      /^(\.\.\/)+markdown\/index\.js$/.test(source)
        ? { id: "./markdown.js", external: true }
        : undefined,
  };
}

/**
 * Joins the stylesheets into styles.css, and into styles.layer.css, which has the same rules in a layer, without spaces and
 * comments. It keeps only the first comment, which says how to change the look. It also writes an empty declaration file for
 * each stylesheet, because TypeScript 7 wants types for every import.
 */
function styles(): Plugin {
  return {
    name: "oneshot-chat:styles",
    apply: "build",
    generateBundle() {
      for (const [fileName, source] of Object.entries(joinStyles())) {
        this.emitFile({ type: "asset", fileName, source });
        this.emitFile({ type: "asset", fileName: `${fileName}.d.ts`, source: "export {};\n" });
      }
    },
  };
}

/** The stylesheets that the package ships, by file name. */
export function joinStyles(): Record<"styles.css" | "styles.layer.css", string> {
  const folder = join(import.meta.dirname, "src/components/styles");
  const source = readFileSync(join(folder, "styles.css"), "utf8").replace(
    /@import "(.*)";/g,
    (_import, path: string) => readFileSync(join(folder, path), "utf8"),
  );
  const [head = "", ...rest] = source.split(/(?<=\*\/)/);
  const rules = transformSync(rest.join(""), {
    loader: "css",
    minify: true,
    // It must not rewrite what older browsers do not know, because the rules test for it.
    target: "esnext",
  }).code.trim();
  return {
    "styles.css": `${head}\n\n${rules}\n`,
    "styles.layer.css": `${head}\n\n@layer oneshot-chat {\n${rules}\n}\n`,
  };
}

/**
 * Writes the licence of every bundled package into `fileName`. The SDK's build contains copies of a few packages
 * without their licences, so those texts come from the originals that npm installed.
 */
export function notices(fileName: string): Plugin {
  return {
    name: "oneshot-chat:notices",
    apply: "build",
    generateBundle(_options, bundle) {
      const bundled = new Map<string, string | undefined>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        for (const id of chunk.moduleIds) {
          const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
          if (name) bundled.set(name, new RegExp(`/\\.pnpm/${name}@([^/_]+)`).exec(id)?.[1]);
        }
      }
      const source = [...bundled].map(([name, copied]) => noticeOf(name, copied)).sort();
      this.emitFile({
        type: "asset",
        fileName,
        source: source.join("\n\n---\n\n"),
      });
    },
  };
}

/** @param copied the version of the copy inside the SDK's build; `undefined` if npm's own package is bundled */
function noticeOf(name: string, copied: string | undefined): string {
  const folder = [join(sdkFolder, "node_modules", name), join("node_modules", name)].find((path) =>
    existsSync(path),
  );
  const file = folder && readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} is bundled, but its licence text was not found`);
  const installed = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    version: string;
    license: string;
  };
  const text = readFileSync(join(folder, file), "utf8").trim();
  return `# ${name} ${copied ?? installed.version} (${installed.license})\n\n${text}`;
}
