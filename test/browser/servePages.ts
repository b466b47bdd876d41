/** Builds what the tests of the project `browser` share, each at most once: the pages of `page/`, and the custom elements. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type Rollup } from "vite";
import type { TestProject } from "vitest/node";
import { sdkAlias, sourceAlias } from "../../vite.config.js";
import { buildEmbed } from "../package/built.js";

type Files = ReadonlyMap<string, string | Uint8Array>;

const TYPES: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css" };

/** Vitest calls this once, before the first test. The returned function closes the server. */
export default async function servePages(project: TestProject): Promise<() => Promise<void>> {
  const server = createServer((incoming, response) => {
    const { pathname } = new URL(incoming.url ?? "/", "http://page");
    const [, folder = "", name = "", ...rest] = pathname.split("/");
    if (folder === "api") forward(incoming, response, name, rest.join("/"));
    else if (folder === "embed-folder") response.end((embedFolder ??= buildElements()));
    else void serveFile(response, folder, name, rest.join("/"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  project.provide("pagesOrigin", `http://localhost:${port}`);
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (embedFolder) rmSync(embedFolder, { recursive: true });
  };
}

/** The folder with the built custom elements. `/embed-folder` builds them when it is asked for the first time. */
let embedFolder: string | undefined;

function buildElements(): string {
  const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-embed-"));
  buildEmbed(folder);
  return folder;
}

/** Forwards `/api/PORT/…` to a LangGraph server on this machine, as a site's own route does. */
function forward(incoming: IncomingMessage, response: ServerResponse, port: string, path: string) {
  const { method, headers } = incoming;
  const upstream = request({ host: "127.0.0.1", port, path: `/${path}`, method, headers });
  upstream.on("response", (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.on("error", () => response.destroy()).pipe(response);
  });
  upstream.on("error", () => response.destroy());
  response.on("close", () => upstream.destroy());
  incoming.pipe(upstream);
}

async function serveFile(response: ServerResponse, mode: string, name: string, path: string) {
  const isKnown = mode === "development" || mode === "production";
  const file = isKnown ? (await filesOf(mode, name)).get(path) : undefined;
  if (file === undefined) return response.writeHead(404).end();
  const type = TYPES[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(file);
}

const builds = new Map<string, Promise<Files>>();

/** Builds a page when it is asked for the first time. A development server would open sockets that the tests would count. */
function filesOf(mode: string, name: string): Promise<Files> {
  const key = `${mode}/${name}`;
  const files = builds.get(key) ?? buildPage(mode, name);
  builds.set(key, files);
  return files;
}

async function buildPage(mode: string, name: string): Promise<Files> {
  const root = join(import.meta.dirname, "page");
  // `build` returns one output here. It returns a list or a watcher only for several builds or in watch mode.
  const { output } = (await build({
    configFile: false,
    root,
    mode,
    base: "./",
    logLevel: "error",
    define: { "process.env.NODE_ENV": JSON.stringify(mode) },
    oxc: { jsx: { runtime: "automatic", development: false } },
    resolve: { alias: { ...sdkAlias, ...sourceAlias } },
    build: { write: false, rollupOptions: { input: join(root, `${name}.html`) } },
  })) as Rollup.RollupOutput;
  return new Map(
    output.map((file) => [
      file.fileName,
      file.type === "chunk" ? file.code : Buffer.from(file.source),
    ]),
  );
}
