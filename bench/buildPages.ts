/** Builds each contender's page, and the code that an application would ship, with Vite in production mode. */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin, type Rollup } from "vite";
import { leanSdk, sdkAlias, sourceAlias } from "../vite.config.js";
import { entryOf, type Contender } from "./contenders.js";
import type { PageFile } from "./server.js";

/** The gzip bytes (level 9) that load before a page can answer. */
export interface Size {
  readonly js: number;
  readonly css: number;
  /** JavaScript that loads on demand. Most answers never load it. */
  readonly lazyJs: number;
}

const FRAMEWORK_PACKAGES = /^(react|react-dom|preact)($|\/)/;

/** Replaces React by preact, for `src/` and for the other libraries. Both resolve to `bench/node_modules`. */
const PREACT_ALIAS = [
  { find: /^react\/jsx-runtime$/, replacement: "preact/jsx-runtime" },
  { find: /^react-dom\/client$/, replacement: "preact/compat/client" },
  { find: /^react(-dom)?$/, replacement: "preact/compat" },
];

const TYPES: Record<string, string> = { js: "text/javascript", css: "text/css" };

/** Returns the files of a contender's page by path. The HTML is at `/<id>/`. */
export async function buildPage(contender: Contender): Promise<Map<string, PageFile>> {
  const page = `
    import { installHarness } from ${JSON.stringify(join(import.meta.dirname, "page/harness.ts"))};
    installHarness();
    const { mount } = await import(${JSON.stringify(entryOf(contender))});
    mount(document.querySelector("main"), new URLSearchParams(location.search).get("workload"));`;
  const output = await bundle(page, contender.framework, { isOurs: contender.isOurs });
  const files = new Map<string, PageFile>();
  const heads: string[] = [];
  for (const file of output) {
    const path = `/${contender.id}/${file.fileName}`;
    const extension = file.fileName.split(".").at(-1) ?? "";
    const type = `${TYPES[extension] ?? "application/octet-stream"}; charset=utf-8`;
    files.set(path, { type, body: file.type === "chunk" ? file.code : file.source });
    if (extension === "css") heads.push(`<link rel="stylesheet" href="${path}">`);
    if (file.type === "chunk" && file.isEntry)
      heads.push(`<script type="module" src="${path}"></script>`);
  }
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${contender.title}</title>${PAGE_STYLE}${heads.join("")}<main></main></html>`;
  return files.set(`/${contender.id}/`, { type: "text/html; charset=utf-8", body });
}

/**
 * All pages have the same few rules. The other libraries' stylesheets are left out, because they need a Tailwind build.
 */
const PAGE_STYLE =
  "<style>body{margin:1rem auto;max-width:45rem;font:1rem/1.5 sans-serif}table{border-collapse:collapse}td,th{border:1px solid;padding:.25rem}</style>";

/** Measures a contender without React or preact, because a page may already have them. */
export async function sizeOf(contender: Contender): Promise<Size> {
  const code = contender.isOurs
    ? `export { OneShotChat } from "oneshot-chat"; import "oneshot-chat/styles.css";`
    : `export * from ${JSON.stringify(entryOf(contender))};`;
  const { framework, isOurs } = contender;
  return measure(await bundle(code, framework, { isOurs, external: FRAMEWORK_PACKAGES }));
}

/** Measures the framework alone. */
export async function frameworkSize(framework: "react" | "preact"): Promise<Size> {
  const code = `
    export * from "react"; export { createPortal, flushSync } from "react-dom";
    export { createRoot } from "react-dom/client"; export { jsx, jsxs, Fragment as F } from "react/jsx-runtime";`;
  return measure(await bundle(code, framework));
}

type Output = Rollup.RollupOutput["output"];

async function bundle(
  code: string,
  framework: Contender["framework"],
  { isOurs = false, external = [] as RegExp | [] } = {},
): Promise<Output> {
  const plain = Object.entries({ ...sdkAlias, ...sourceAlias }).map(([find, replacement]) => ({
    find,
    replacement,
  }));
  // `build` returns one output here. It returns a list or a watcher only for several builds or in watch mode.
  const { output } = (await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: "error",
    mode: "production",
    define: { "process.env.NODE_ENV": '"production"' },
    oxc: { jsx: { runtime: "automatic", development: false } },
    resolve: {
      alias: [...plain, ...(framework === "preact" ? PREACT_ALIAS : [])],
      dedupe: ["react", "react-dom", "preact"],
    },
    // The package is built with this plugin too.
    plugins: [virtualEntry(code), ...(isOurs ? [leanSdk()] : [])],
    build: {
      write: false,
      minify: true,
      target: "es2022",
      modulePreload: false,
      cssCodeSplit: false,
      rollupOptions: {
        input: ENTRY,
        external,
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  })) as Rollup.RollupOutput;
  return output;
}

const ENTRY = "virtual:entry";

function virtualEntry(code: string): Plugin {
  return {
    name: "bench:entry",
    enforce: "pre",
    resolveId: (id) => (id === ENTRY ? join(import.meta.dirname, "entry.js") : undefined),
    load: (id) => (id === join(import.meta.dirname, "entry.js") ? code : undefined),
  };
}

function measure(output: Output): Size {
  const chunks = output.filter((file) => file.type === "chunk");
  const first = new Set<string>();
  const visit = (name: string) => {
    if (first.has(name)) return;
    first.add(name);
    chunks.find((chunk) => chunk.fileName === name)?.imports.forEach(visit);
  };
  chunks.filter((chunk) => chunk.isEntry).forEach((chunk) => visit(chunk.fileName));
  const gzip = (sources: (string | Uint8Array)[]) =>
    sources.reduce((sum, source) => sum + gzipSync(source, { level: 9 }).length, 0);
  const isFirst = (chunk: Rollup.OutputChunk) => first.has(chunk.fileName);
  return {
    js: gzip(chunks.filter(isFirst).map(({ code }) => code)),
    lazyJs: gzip(chunks.filter((chunk) => !isFirst(chunk)).map(({ code }) => code)),
    css: gzip(
      output.flatMap((file) =>
        file.type === "asset" && file.fileName.endsWith(".css") ? [file.source] : [],
      ),
    ),
  };
}
