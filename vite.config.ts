import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const require = createRequire(import.meta.url);
const sdkFolder = dirname(require.resolve("@langchain/langgraph-sdk/package.json"));

/**
 * The SDK's `RunsClient` by its file. Every path the SDK exports costs over 90 kB gzip, this file
 * 11; the SDK is pinned to one exact version for it, and the tests read real streams through it.
 */
export const sdkAlias = {
  "virtual:langgraph-runs-client": join(sdkFolder, "dist/client/runs/index.js"),
};

/** Our own names, for pages that run from the sources (the demo, the stories, the tests). */
export const sourceAlias = {
  "oneshot-chat/styles.css": join(import.meta.dirname, "src/components/styles.css"),
  "oneshot-chat/markdown": join(import.meta.dirname, "src/markdown/index.ts"),
  "oneshot-chat/testing": join(import.meta.dirname, "src/testing/index.ts"),
  "oneshot-chat": join(import.meta.dirname, "src/index.ts"),
};

/** What is built for browsers that render React; each begins with `"use client"`. */
const CLIENT_ENTRIES = { index: "src/index.ts", markdown: "src/markdown/index.ts" };
const OTHER_ENTRIES = { testing: "src/testing/index.ts" };

export default defineConfig({
  resolve: { alias: sdkAlias },
  plugins: [react(), plainQueue(), markdownEntry(), styles(), notices()],
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

/** Leaves `p-queue`, of which the SDK carries a copy, out of the build; `plainQueue.ts` says why. */
function plainQueue(): Plugin {
  return {
    name: "oneshot-chat:plain-queue",
    apply: "build",
    enforce: "pre",
    resolveId: (source) =>
      source.endsWith("/p-queue/dist/index.js")
        ? join(import.meta.dirname, "src/langgraph/plainQueue.ts")
        : undefined,
  };
}

/**
 * The React entry imports the Markdown entry's file as it is. An import that is not used is then left out
 * by bundlers, file and parser together: the hook alone does not pay for Markdown.
 */
function markdownEntry(): Plugin {
  return {
    name: "oneshot-chat:markdown-entry",
    apply: "build",
    enforce: "pre",
    resolveId: (source) =>
      source === "../markdown/index.js" ? { id: "./markdown.js", external: true } : undefined,
  };
}

/**
 * Joins the stylesheets. All comments are left out except the first, which lists the custom properties. TypeScript 7
 * asks for types of everything that is imported, so the stylesheet gets an empty declaration file.
 */
function styles(): Plugin {
  return {
    name: "oneshot-chat:styles",
    apply: "build",
    generateBundle() {
      const folder = "src/components";
      const source = readFileSync(join(folder, "styles.css"), "utf8").replace(
        /@import "(.*)";/g,
        (_import, path: string) => readFileSync(join(folder, path), "utf8"),
      );
      const [head = "", ...rest] = source.split(/(?<=\*\/)/);
      const shipped = head + rest.join("").replace(/\s*\/\*[\s\S]*?\*\//g, "");
      this.emitFile({ type: "asset", fileName: "styles.css", source: shipped });
      this.emitFile({ type: "asset", fileName: "styles.css.d.ts", source: "export {};\n" });
    },
  };
}

/**
 * Writes the licences of everything bundled into the output. The SDK carries copies of a few packages
 * in its own build, without their licences; the texts are taken from where npm installed the originals.
 */
function notices(): Plugin {
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
        fileName: "THIRD_PARTY_NOTICES.md",
        source: source.join("\n\n---\n\n"),
      });
    },
  };
}

/** @param copied the version, where a copy inside the SDK's build was bundled */
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
