/** Serves pages with a strict Content Security Policy, which also demands trusted types. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { build, type Plugin } from "vite";
import { Markdown } from "../../src/markdown/index.js";

export interface PolicyPages {
  /**
   * The page at `/` shows one answer at a time: call `window.showAnswer(props)`. `/answers` holds all server-rendered
   * answers.
   */
  readonly origin: string;
  close(): void;
}

const POLICY = [
  "default-src 'none'",
  "script-src 'nonce-page'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** The script of the page at `/`. `window.reports` lists the directives that the page has violated. */
const PAGE_SCRIPT = `
  import { createElement } from "react";
  import { flushSync } from "react-dom";
  import { createRoot } from "react-dom/client";
  import { Markdown } from ${JSON.stringify(new URL("../../src/markdown/index.ts", import.meta.url).pathname)};
  const root = createRoot(document.querySelector("main"));
  window.reports = [];
  document.addEventListener("securitypolicyviolation", (event) => window.reports.push(event.violatedDirective));
  window.showAnswer = (props) => flushSync(() => root.render(createElement(Markdown, props)));
`;

/** @param texts the answers that `/answers` shows as a server renders them */
export async function startPolicyPages(texts: readonly string[]): Promise<PolicyPages> {
  const script = await bundle(PAGE_SCRIPT);
  const answers = texts.map((text) => renderToString(createElement(Markdown, { text }))).join("\n");
  const server = createServer((request, response) => {
    const isAnswers = request.url === "/answers";
    response.writeHead(request.url === "/" || isAnswers ? 200 : 404, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
    });
    const body = isAnswers
      ? answers
      : `<script type="module" nonce="page">${script.replaceAll("</script", "<\\/script")}</script>`;
    response.end(`<!doctype html><main></main>${body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bundle(code: string): Promise<string> {
  const entry: Plugin = {
    name: "page-script",
    resolveId: (id) => (id === "page-script" ? `${import.meta.dirname}/page-script.js` : undefined),
    load: (id) => (id.endsWith("/page-script.js") ? code : undefined),
  };
  const output = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [entry],
    define: { "process.env.NODE_ENV": '"production"' },
    oxc: { jsx: { runtime: "automatic", development: false } },
    build: { write: false, target: "es2022", rollupOptions: { input: "page-script" } },
  });
  const results = Array.isArray(output) ? output : [output];
  const chunks = results.flatMap((result) => ("output" in result ? result.output : []));
  return chunks.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
}
