/**
 * Builds and serves the pages of `page/`. A development server would open sockets of its own, which the tests would count.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build, type Rollup } from "vite";
import { sdkAlias, sourceAlias } from "../../vite.config.js";
import type { PageServer } from "./harness.js";

const TYPES: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css" };

/**
 * Builds the page once and serves it from memory.
 *
 * @param mode `development` bundles React with its checks, such as StrictMode's double effects. `production` bundles
 * React as visitors run it, which keeps no extra memory.
 * @param name of the page, without `.html`
 */
export async function startBuiltPages(
  mode: "development" | "production",
  name = "chats",
): Promise<PageServer> {
  const root = join(import.meta.dirname, "page");
  // `build` returns one output here. It returns a list or a watcher only for several builds or in watch mode.
  const { output } = (await build({
    configFile: false,
    root,
    mode,
    logLevel: "error",
    define: { "process.env.NODE_ENV": JSON.stringify(mode) },
    oxc: { jsx: { runtime: "automatic", development: false } },
    resolve: { alias: { ...sdkAlias, ...sourceAlias } },
    build: { write: false, rollupOptions: { input: join(root, `${name}.html`) } },
  })) as Rollup.RollupOutput;
  const files = new Map(
    output.map((file) => [
      `/${file.fileName}`,
      file.type === "chunk" ? file.code : Buffer.from(file.source),
    ]),
  );

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://page").pathname;
    const file = files.get(path);
    if (file === undefined) return response.writeHead(404).end();
    const type = TYPES[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/${name}.html`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
