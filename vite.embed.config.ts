import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { transformSync } from "esbuild";
import { minify, type MinifyOptions } from "terser";
import { build, defineConfig, type InlineConfig, type Plugin } from "vite";
import { notices } from "./vite.config.js";

const root = import.meta.dirname;

/** `npm start` sets it: the script of its page need not be that small, and comes sooner. */
const isQuick = process.env.QUICK_BUILD !== undefined;

const TERSER: MinifyOptions = {
  module: true,
  ecma: 2020,
  compress: { passes: 3, unsafe_arrows: true },
};

/** React's names for Preact, and a client that is a tenth of the SDK's. `plainRunsClient.ts` says why it can be. */
export const embedAlias = [
  { find: /^react\/jsx-(dev-)?runtime$/, replacement: "preact/jsx-runtime" },
  { find: /^react$/, replacement: join(root, "src/embed/app/reactOnPreact.ts") },
  {
    find: "virtual:langgraph-runs-client",
    replacement: join(root, "src/langgraph/plainRunsClient.ts"),
  },
];

/** The elements know what is missing where they read attributes, and their sentences name these. */
const MISTAKES = {
  find: "./mistakeIn.js",
  replacement: join(root, "src/embed/app/mistakeIn.ts"),
};

/**
 * Builds the custom elements. Each file is complete in itself, apart from the app, which `embed.js` and `elements.js` load:
 * a chunk that two files share would be one more request before the button is there, and could be loaded twice.
 *
 * `vite build` runs this config for the app. The other files follow, because they contain its name.
 */
export default defineConfig({
  ...settingsOf({ app: "src/embed/app/startApp.tsx" }, { entryFileNames: "[name]-[hash].js" }),
  plugins: [embedStyles(), minifiedAgain(), notices("THIRD_PARTY_NOTICES.md"), otherFiles()],
});

function settingsOf(
  input: Record<string, string>,
  { outDir = "dist/embed", entryFileNames = "[name].js" } = {},
): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"', __APP_FILE__: '""' },
    resolve: { alias: [...embedAlias, MISTAKES] },
    oxc: { jsx: { runtime: "automatic", development: false } },
    build: {
      outDir,
      target: "es2022",
      // It makes the button and the rest 0.5 kB smaller after gzip than Vite's own minifier.
      minify: isQuick ? "oxc" : "terser",
      terserOptions: TERSER,
      modulePreload: false,
      sourcemap: true,
      emptyOutDir: "app" in input,
      rollupOptions: {
        input,
        preserveEntrySignatures: "strict",
        // A build that minifies takes its seconds, and npm start would print a warning about them.
        checks: { pluginTimings: false },
        output: { entryFileNames, codeSplitting: false },
      },
    },
  };
}

/**
 * Runs the minifier again. It now gives the names by how often their letters are in the small file, which gzip likes: 0.2 kB
 * less.
 */
function minifiedAgain(): Plugin {
  return {
    name: "oneshot-chat:minified-again",
    apply: () => !isQuick,
    renderChunk: {
      order: "post",
      async handler(code, { fileName }) {
        const { code: small, map } = await minify(
          { [fileName]: code },
          { ...TERSER, sourceMap: true },
        );
        return { code: small ?? code, map: String(map) };
      },
    },
  };
}

/** Builds what loads the app, once the app's name is known, and writes the hashes for Subresource Integrity. */
function otherFiles(): Plugin {
  let outDir = "";
  return {
    name: "oneshot-chat:embed-files",
    apply: "build",
    configResolved(config) {
      outDir = resolve(root, config.build.outDir);
    },
    async closeBundle() {
      const app = readdirSync(outDir).find((file) => /^app-.*\.js$/.test(file));
      if (!app) throw new Error("The app of the custom elements was not built.");
      for (const [name, file] of [
        ["embed", "index.ts"],
        ["elements", "elements.ts"],
      ] as const) {
        const settings = settingsOf({ [name]: `src/embed/${file}` }, { outDir });
        await build({
          ...settings,
          // For a server's build, Vite leaves out its preloading of chunks, which is a kilobyte and has nothing to preload.
          build: { ...settings.build, ssr: true },
          plugins: [embedStyles(), minifiedAgain(), appFile(app)],
          define: { ...settings.define, ...(name === "embed" && { __APP_FILE__: `"${app}"` }) },
        });
      }
      await build({
        ...settingsOf({ "embed.bundle": "src/embed/index.ts" }, { outDir }),
        plugins: [embedStyles(), minifiedAgain(), appInside()],
      });
      writeIntegrity(outDir);
    },
  };
}

/** Makes `import("./app/startApp.js")` load the built file. */
function appFile(file: string): Plugin {
  return {
    name: "oneshot-chat:app-file",
    enforce: "pre",
    resolveId: (source) =>
      source === "./app/startApp.js" ? { id: `./${file}`, external: true } : undefined,
  };
}

/** Puts the app into the same file. */
function appInside(): Plugin {
  return {
    name: "oneshot-chat:app-inside",
    enforce: "pre",
    resolveId: (source) => (source === "./loadApp.js" ? "\0app-inside" : undefined),
    load: (id) =>
      id === "\0app-inside"
        ? `import * as app from "${join(root, "src/embed/app/startApp.tsx")}"; export const loadApp = async () => app;`
        : undefined,
  };
}

const CSS_PIECE = /^\0?virtual:oneshot-chat-css\/(launcher|after)$/;

/** The stylesheets as texts, in two pieces: the launcher's, which come with the button, and the others, which follow them. */
export function embedStyles(): Plugin {
  return {
    name: "oneshot-chat:embed-styles",
    enforce: "pre",
    resolveId: (id) => (CSS_PIECE.test(id) ? `\0${id}` : undefined),
    load(id) {
      const piece = CSS_PIECE.exec(id)?.[1];
      return piece && `export default ${JSON.stringify(minifiedPieces()[piece])};`;
    },
  };
}

/** The stylesheets that the button needs. */
const LAUNCHER_STYLES = new Set([
  "./tokens.css",
  "./theme.css",
  "./base.css",
  "../launcher/Launcher.css",
]);
/** What a shadow root has instead. Rules of the page do not reach into it, so nothing has to undo them. */
const INSTEAD: Readonly<Record<string, string>> = {
  "./reset.css": "",
  "./base.css": "../../embed/base.css",
  "./elements.css": "../../embed/elements.css",
  "./theme.css": "../../embed/theme.css",
};

function minifiedPieces(): Record<string, string> {
  const folder = join(root, "src/components/styles");
  const source = readFileSync(join(folder, "styles.css"), "utf8");
  const paths = [...source.matchAll(/@import "(.*)";/g)].map(([, path = ""]) => path);
  const read = (path: string) => path && readFileSync(join(folder, path), "utf8");
  const minified = (chosen: readonly string[]) =>
    transformSync(chosen.map((path) => read(INSTEAD[path] ?? path)).join("\n"), {
      loader: "css",
      minify: true,
      // It must not rewrite what older browsers do not know, because the rules test for it.
      target: "esnext",
    }).code.trim();
  return {
    launcher: minified(paths.filter((path) => LAUNCHER_STYLES.has(path))),
    after: minified(paths.filter((path) => !LAUNCHER_STYLES.has(path))),
  };
}

/** Writes integrity.json, `{ "embed.js": "sha384-…" }`, and prints it. */
function writeIntegrity(outDir: string): void {
  const files = readdirSync(outDir).filter((file) => file.endsWith(".js"));
  const hashes = Object.fromEntries(
    files.sort().map((file) => {
      const hash = createHash("sha384").update(readFileSync(join(outDir, file)));
      return [file, `sha384-${hash.digest("base64")}`];
    }),
  );
  writeFileSync(join(outDir, "integrity.json"), `${JSON.stringify(hashes, null, 2)}\n`);
  for (const [file, hash] of Object.entries(hashes)) console.info(`${file} ${hash}`);
}
