/** Writes `results-embed.md`: what weighs most in the custom elements. Run it with `npx tsx bench/embedModules.ts`. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { transformSync } from "esbuild";
import { build, type Rollup } from "vite";
import { buildEmbed } from "../test/package/built.js";
import { embedAlias, embedStyles } from "../vite.embed.config.js";

const root = join(import.meta.dirname, "..");

// One build has one output.
const { output } = (await build({
  configFile: false,
  root,
  logLevel: "silent",
  plugins: [embedStyles()],
  define: { "process.env.NODE_ENV": '"production"', __APP_FILE__: '""' },
  resolve: { alias: embedAlias },
  oxc: { jsx: { runtime: "automatic", development: false } },
  build: {
    write: false,
    minify: false,
    target: "es2022",
    rollupOptions: {
      input: "src/embed/index.ts",
      preserveEntrySignatures: "strict",
      output: { codeSplitting: false },
    },
  },
})) as Rollup.RollupOutput;

const modules = output
  .flatMap((chunk) => (chunk.type === "chunk" ? Object.entries(chunk.modules) : []))
  .map(([id, { code }]) => {
    const minified = transformSync(code ?? "", { minifySyntax: true, minifyWhitespace: true });
    return { name: nameOf(id), bytes: gzipSync(minified.code).length };
  })
  .filter(({ bytes }) => bytes > 40);

/** `src/markdown/parser/blocks/list.ts` → `src/markdown/parser`, and the package for other code. */
function nameOf(id: string): string {
  if (id.includes("virtual:")) return "stylesheets";
  // Vite's and Rolldown's own helpers.
  if (id.startsWith("\0")) return "the bundler";
  const inPackages = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
  if (inPackages) return inPackages;
  return dirname(relative(root, id)).split("/").slice(0, 3).join("/");
}

const sums = new Map<string, number>();
for (const { name, bytes } of modules) sums.set(name, (sums.get(name) ?? 0) + bytes);
const total = [...sums.values()].reduce((sum, bytes) => sum + bytes, 0);
const rows = [...sums]
  .sort(([, a], [, b]) => b - a)
  .slice(0, 20)
  .map(([name, bytes]) => `| ${name} | ${((bytes / total) * 100).toFixed(1)} % |`);

/** What the page downloads when it takes the single file. */
function measureSingleFile(): number {
  const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-embed-"));
  buildEmbed(folder);
  const bytes = gzipSync(readFileSync(join(folder, "embed.bundle.js"))).length;
  rmSync(folder, { recursive: true });
  return bytes / 1000;
}

const GOAL_KB = 56;
const singleKb = measureSingleFile();

writeFileSync(
  join(import.meta.dirname, "results-embed.md"),
  `# What weighs most in the custom elements

\`npx tsx bench/embedModules.ts\` writes this file. Do not edit it. Each module is compressed by itself, so the shares are right and their sum is
more than the file. \`npm test\` prints the size of the files.

| folder or file | share of gzip |
| :-- | --: |
${rows.join("\n")}

## What it would take to reach ${GOAL_KB} kB

The single file is ${singleKb.toFixed(1)} kB, so ${(singleKb - GOAL_KB).toFixed(1)} kB would have to go. No single library is the reason: Preact is the largest, and nearly all of the rest is ours. These are the ways, by
the shares above:

- Markdown, its parser and its elements, is the largest part. As a file of its own, loaded with the first question, it would take the page below ${GOAL_KB} kB
  until then. The sum would stay, the single file too, and the first answer could wait for it.
- A smaller grammar without footnotes, tables and task lists would change what answers look like.
- Steps, tool calls, reasoning, sources and feedback are a few kB together. A build that leaves out what an owner does not use would be a second build to test.
`,
);
