/** The built package, as the tests of this folder and the pages of `test/browser` use it. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

export const ROOT = join(import.meta.dirname, "../..");

/** Builds into `dist/`, as for a release: under Vitest's own `NODE_ENV` Vite would build for development. */
export function buildPackage(): void {
  const env = { ...process.env, NODE_ENV: "production" };
  execFileSync("npm", ["run", "build", "--silent"], { cwd: ROOT, stdio: "pipe", env });
}

/** Builds the custom elements into a folder of the test. */
export function buildEmbed(outDir: string): void {
  const vite = join(ROOT, "node_modules/.bin/vite");
  const env = { ...process.env, NODE_ENV: "production" };
  execFileSync(vite, ["build", "--config", "vite.embed.config.ts", "--outDir", outDir], {
    cwd: ROOT,
    stdio: "pipe",
    env,
  });
}

/** What an application pays for `code`, minified by Vite, React left out. Bytes after gzip. */
export async function gzipBytesOf(code: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-size-"));
  const entry = join(folder, "entry.js");
  writeFileSync(entry, code);
  const output = await build({
    configFile: false,
    logLevel: "silent",
    root: folder,
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      minify: true,
      target: "es2022",
      rollupOptions: {
        input: entry,
        preserveEntrySignatures: "strict",
        external: [/^react(-dom)?($|\/)/],
      },
    },
  });
  rmSync(folder, { recursive: true });
  const results = Array.isArray(output) ? output : [output];
  const chunks = results.flatMap((result) => ("output" in result ? result.output : []));
  return chunks.reduce(
    (bytes, chunk) => bytes + (chunk.type === "chunk" ? gzipSync(chunk.code).length : 0),
    0,
  );
}
