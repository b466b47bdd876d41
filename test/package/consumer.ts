/**
 * A project that uses the built package, as an application does: the package in `node_modules`, an entry of its own, and
 * a bundler. Its bundles run without Node's `process`, as in a browser.
 */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./built.js";

/** `ask` mounts the hook, asks one question, and gives the kind of the error or the status that it ends in. */
const ENTRY = `
import React from "react";
import ReactDOM from "react-dom/client";
import { useStatelessRun } from "oneshot-chat";

globalThis.ask = (options) => new Promise((resolve) => {
  const root = ReactDOM.createRoot(document.createElement("div"));
  function Page() {
    const run = useStatelessRun(options);
    React.useEffect(() => {
      run.submit("Hello").then(({ status, error }) => {
        root.unmount();
        resolve(error ? error.kind : status);
      });
    }, []);
    return null;
  }
  root.render(React.createElement(Page));
});
`;

/** React as a script of its own, for a bundle in which nothing is replaced: React needs its environment replaced. */
const REACT = `
globalThis.reactModules = {
  "react": require("react"),
  "react/jsx-runtime": require("react/jsx-runtime"),
  "react-dom": require("react-dom"),
  "react-dom/client": require("react-dom/client"),
};
`;
const REACT_MODULES = ["react", "react/jsx-runtime", "react-dom", "react-dom/client"];

/** The ways in which an application gets its scripts. Each gives classic scripts, to run in this order. */
export const BUNDLES = {
  "vite build": ({ run, read }: Consumer) => {
    run("vite", ["build", "--logLevel", "error", "--outDir", "production"]);
    return [viteScript(read, "production")];
  },
  "vite build --mode development": ({ run, read }: Consumer) => {
    run("vite", ["build", "--logLevel", "error", "--mode", "development", "--outDir", "dev"], {
      NODE_ENV: "development",
    });
    return [viteScript(read, "dev")];
  },
  "Vite's development server": ({ run }: Consumer) => {
    // Makes the files that the server serves for packages. Joined here only because a test loads one script.
    run("vite", ["optimize", "--force"]);
    const deps = "./node_modules/.vite/deps";
    return [
      bundle({ run }, "entry.js", [
        "--platform=neutral",
        `--alias:oneshot-chat=${deps}/oneshot-chat.js`,
        `--alias:react=${deps}/react.js`,
        `--alias:react-dom/client=${deps}/react-dom_client.js`,
      ]),
    ];
  },
  "esbuild with define": (consumer: Consumer) => [
    bundle(consumer, "entry.js", ['--define:process.env.NODE_ENV="production"', "--minify"]),
  ],
  "esbuild for browsers": (consumer: Consumer) => [bundle(consumer, "entry.js", [])],
  "esbuild without define": (consumer: Consumer) => [
    bundle(consumer, "all-of-react.cjs", ['--define:process.env.NODE_ENV="production"']),
    bundle(consumer, "entry.js", [
      "--platform=neutral",
      ...REACT_MODULES.map((name) => `--alias:${name}=./${fileOf(name)}`),
    ]),
  ],
} satisfies Record<string, (consumer: Consumer) => readonly string[]>;

type Run = (program: string, args: readonly string[], env?: Record<string, string>) => string;
type Read = (file: string) => string;

export interface Consumer {
  /** Runs a program of this repository's `node_modules` in the project, and gives what it prints. */
  readonly run: Run;
  readonly read: Read;
  readonly remove: () => void;
}

/** Builds the package into a project of its own, in a temporary folder. */
export function createConsumer(): Consumer {
  const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-consumer-"));
  const modules = join(folder, "node_modules");
  const ours = join(modules, "oneshot-chat");
  mkdirSync(ours, { recursive: true });
  for (const name of ["react", "react-dom"])
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name), "dir");
  cpSync(join(ROOT, "package.json"), join(ours, "package.json"));
  execute(ROOT, "vite", ["build", "--logLevel", "error", "--outDir", join(ours, "dist")]);
  const files = {
    "package.json": '{ "type": "module" }',
    "index.html": '<script type="module" src="./entry.js"></script>',
    "entry.js": ENTRY,
    "all-of-react.cjs": REACT,
    ...Object.fromEntries(
      REACT_MODULES.map((name) => [
        fileOf(name),
        `module.exports = globalThis.reactModules["${name}"];`,
      ]),
    ),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return {
    run: (program, args, env) => execute(folder, program, args, env),
    read: (file) => readFileSync(join(folder, file), "utf8"),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function fileOf(module: string): string {
  return `${module.replace("/", "-")}.cjs`;
}

function execute(
  cwd: string,
  program: string,
  args: readonly string[],
  more: Record<string, string> = {},
): string {
  // Vitest's own environment must not decide what is built.
  const { NODE_ENV: _ours, ...env } = process.env;
  return execFileSync(join(ROOT, "node_modules/.bin", program), args, {
    cwd,
    encoding: "utf8",
    stdio: "pipe",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...env, ...more },
  });
}

function bundle({ run }: Pick<Consumer, "run">, entry: string, args: readonly string[]): string {
  return run("esbuild", [entry, "--bundle", "--format=iife", "--log-level=error", ...args]);
}

/** The one script of a page that Vite built. */
function viteScript(read: Read, folder: string): string {
  const path = /src="\/([^"]+)"/.exec(read(`${folder}/index.html`))?.[1] ?? "";
  return read(`${folder}/${path}`);
}
