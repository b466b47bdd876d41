import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./built.js";

/** Who may import whom: the table of ARCHITECTURE.md, section "Who may import whom", as an object. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "": ["langgraph", "run", "hooks", "components"], // src/index.ts, names only
  langgraph: ["virtual:langgraph-runs-client", "eventsource-parser"],
  run: ["langgraph"],
  hooks: ["langgraph", "run", "react"],
  components: ["langgraph", "run", "hooks", "markdown", "react", "react-dom"],
  markdown: ["react"],
  embed: ["langgraph", "run", "hooks", "components", "markdown", "preact", "preact/hooks", "react"],
  testing: [],
  gateway: [
    "rate-limiter-flexible",
    "rate-limiter-flexible/lib/RateLimiterRedis.js",
    "rate-limiter-flexible/lib/RateLimiterCompatibleAbstract.js",
    "rate-limiter-flexible/lib/RateLimiterRes.js",
    "ipaddr.js",
    "eventsource-parser",
    "redis",
  ],
};

/** Only types, and so no code, may be taken from `langgraph/` where a part of the page needs them. */
const TYPES_ONLY = new Set([
  "hooks langgraph",
  "components langgraph",
  "embed langgraph",
  "embed run",
]);

interface Import {
  readonly file: string;
  readonly specifier: string;
  /** The file that a relative specifier names, below `src/`, without its ending; else the specifier. */
  readonly target: string;
  readonly isType: boolean;
}

const SOURCE = join(ROOT, "src");
const FILES = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"),
);
const IMPORTS = FILES.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SOURCE, file), "utf8");
  return [...text.matchAll(/^(import|export)( type)?\b(?:[^;"=()]* from)? "([^"]+)";$/gm)].map(
    ([, , type, specifier = ""]) => ({
      file,
      specifier,
      target: specifier.startsWith(".")
        ? normalize(join(dirname(file), specifier)).replace(/\.js$/, "")
        : specifier,
      isType: type !== undefined,
    }),
  );
}

const folderOf = (path: string) => (path.includes(sep) ? (path.split(sep)[0] ?? "") : "");

test("every import under src/ keeps to the table", () => {
  const breaches = IMPORTS.filter(({ file, specifier, target, isType }) => {
    const from = folderOf(file);
    const to = specifier.startsWith(".") ? folderOf(target) : specifier;
    if (to === from) return false;
    // Made by the build.
    if (from === "embed" && specifier.startsWith("virtual:oneshot-chat-css/")) return false;
    // The gateway runs on Node only.
    if (from === "gateway" && specifier.startsWith("node:")) return false;
    // Feedback is one request of its own, so no run carries it.
    if (from === "components" && target === "langgraph/sendFeedback") return false;
    if (TYPES_ONLY.has(`${from} ${to}`) && !isType) return true;
    return !MAY_IMPORT[from]?.includes(to);
  });
  expect(breaches.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  expect(IMPORTS.length).toBeGreaterThan(100);
});

test("no files import each other in a circle", () => {
  const next = new Map<string, readonly string[]>();
  for (const file of FILES) {
    const own = file.replace(/\.tsx?$/, "");
    // A type may refer back to its user without any code doing so.
    const targets = IMPORTS.filter((each) => each.file === file && !each.isType);
    next.set(
      own,
      targets.map(({ target }) => target),
    );
  }
  const circles = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.add([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  expect([...circles]).toEqual([]);
});

test("the Markdown renderer and the Markdown tests use the parser through its index only", () => {
  const PARSER = /from "[^"]*\/parser\/(?!index\.js")[^"]*"/;
  const folders = [join(SOURCE, "markdown", "react"), join(ROOT, "test", "markdown")];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(folder, file)),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => PARSER.test(readFileSync(file, "utf8")))).toEqual([]);
});

/** Names of the wire and of the SDK. `run/` must not contain them, so that another transport can take its place. */
const WIRE_WORDS =
  /langgraph_|messages-tuple|messages\/|oneshot_key|thread_id|threadId|run_id|checkpoint|__\w+__|tool_call|AIMessage|assistant_id|stream_mode|runs\.stream\(|@langchain/;

test("run/ contains no names of the wire or the SDK", () => {
  const found = FILES.filter((file) => folderOf(file) === "run").flatMap((file) =>
    readFileSync(join(SOURCE, file), "utf8")
      .split("\n")
      .filter((line) => !/^import |from "/.test(line) && WIRE_WORDS.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
