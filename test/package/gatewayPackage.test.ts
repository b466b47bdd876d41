/** The packed package as a server has it: installed from its tarball, without React, in a folder of its own. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "./built.js";

/** Where the package is built and packed; `dist/` of the repository belongs to another test. */
let built: string;
/** A project that has installed the tarball. */
let project: string;

const bin = (name: string) => join(ROOT, "node_modules/.bin", name);
const run = (cwd: string, program: string, args: readonly string[]) =>
  execFileSync(program, args, { cwd, encoding: "utf8", stdio: "pipe", env: ENVIRONMENT });
// Vitest's own environment must not decide what is built, and no setting of the shell what the gateway does.
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => name !== "NODE_ENV" && !name.startsWith("ONESHOT_"),
  ),
);

beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), "oneshot-chat-pack-"));
  project = mkdtempSync(join(tmpdir(), "oneshot-chat-project-"));
  for (const file of ["package.json", "CHANGELOG.md", "LICENSE", "README.md"])
    copyFileSync(join(ROOT, file), join(built, file));
  const dist = join(built, "dist");
  run(ROOT, bin("vite"), ["build", "--logLevel", "error", "--outDir", dist]);
  run(ROOT, bin("vite"), [
    "build",
    "--logLevel",
    "error",
    "--config",
    "vite.gateway.config.ts",
    "--outDir",
    dist,
  ]);
  run(ROOT, bin("tsc"), ["-p", "tsconfig.build.json", "--outDir", join(dist, "types")]);
  const [packed] = JSON.parse(run(built, "npm", ["pack", "--json"])) as { filename: string }[];
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  // The package has no dependencies, so this needs no network. React is a peer, which this project leaves out.
  const tarball = join(built, packed?.filename ?? "");
  run(project, "npm", [
    "install",
    "--offline",
    "--omit=peer",
    "--legacy-peer-deps",
    ...quiet,
    tarball,
  ]);
}, 180_000);

afterAll(() => {
  for (const folder of [built, project]) rmSync(folder, { recursive: true, force: true });
});

const node = (code: string) => run(project, process.execPath, ["--input-type=module", "-e", code]);

test("oneshot-chat/gateway loads in Node where neither React nor Redis is installed", () => {
  expect(
    readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith(".")),
  ).toEqual(["oneshot-chat"]);
  const code = `
    import { createGateway, GatewayConfigError } from "oneshot-chat/gateway";
    const upstream = { apiUrl: "http://127.0.0.1:1" };
    const gateway = createGateway({ upstream, assistants: { faq: "faq" }, allowedOrigins: ["https://site.example"] });
    let mistakes;
    try { createGateway({}); } catch (error) { mistakes = error instanceof GatewayConfigError && error.mistakes.length; }
    console.log(typeof gateway, mistakes);`;
  expect(node(code)).toMatch(/^object [3-9]\n$/);
});

test("npx oneshot-chat gateway --check works from the tarball", () => {
  const flags = ["--upstream-url", "http://127.0.0.1:2024", "--assistant", "faq=faq"];
  const printed = run(project, "npx", [
    "--no-install",
    "oneshot-chat",
    "gateway",
    "--check",
    ...flags,
    "--origin",
    "https://site.example",
  ]);
  expect(printed).toMatch(/^The settings are valid\./);
});

test("a gateway that shall use Redis says in one sentence that the package redis is missing", () => {
  const flags = ["--upstream-url", "http://127.0.0.1:2024", "--assistant", "faq=faq"];
  const { status, stderr } = spawnSync(
    "npx",
    [
      "--no-install",
      "oneshot-chat",
      "gateway",
      "--port",
      "0",
      ...flags,
      "--origin",
      "https://a.example",
    ],
    {
      cwd: project,
      encoding: "utf8",
      env: { ...ENVIRONMENT, ONESHOT_REDIS_URL: "redis://127.0.0.1:1" },
    },
  );
  // npm may have warnings of its own about the machine.
  const lines = stderr.split("\n").filter((line) => line !== "" && !line.startsWith("npm "));
  expect(lines).toEqual([expect.stringMatching(/npm install redis.*\(ONESHOT_REDIS_URL\)$/)]);
  expect(status).toBe(1);
});

test("npx oneshot-chat doctor explains itself, and ends with exit code 2 without an address", () => {
  const { status, stderr } = spawnSync("npx", ["--no-install", "oneshot-chat", "doctor"], {
    cwd: project,
    encoding: "utf8",
    env: ENVIRONMENT,
  });
  expect(stderr).toContain("Pass the address of the deployment");
  expect(status).toBe(2);
});

test("a project on Node alone compiles against the gateway's types", () => {
  mkdirSync(join(project, "node_modules/@types"));
  for (const name of ["@types/node", "undici-types"])
    symlinkSync(join(ROOT, "node_modules", name), join(project, "node_modules", name), "dir");
  writeFileSync(
    join(project, "server.ts"),
    `import { createGateway, type GatewayOptions } from "oneshot-chat/gateway";
     const options: GatewayOptions = {
       upstream: { apiUrl: "https://langgraph.example", apiKey: process.env.LANGSMITH_API_KEY },
       assistants: { faq: "faq" },
       allowedOrigins: ["https://site.example"],
       authorize: ({ headers }) => headers.has("authorization"),
     };
     export const gateway = createGateway(options);`,
  );
  const flags = [
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--lib",
    "es2022",
  ];
  expect(run(project, bin("tsc"), [...flags, "--types", "node", "server.ts"])).toBe("");
});

test("the gateway's files hold no React and no key, and bring the notices of what is bundled", () => {
  const dist = join(project, "node_modules/oneshot-chat/dist");
  const files = readdirSync(dist).filter((name) => /^(gateway|cli).*\.js$/.test(name));
  expect(files).toEqual(expect.arrayContaining(["cli.js", "gateway.js"]));
  const code = files.map((name) => readFileSync(join(dist, name), "utf8")).join("\n");
  expect(code).not.toMatch(/from "react|react\/jsx-runtime|use client/);
  const imported = [...code.matchAll(/^import .*?from "([^"]+)"|\bimport\("([^"]+)"\)/gm)].map(
    ([, from, lazily]) => from ?? lazily ?? "",
  );
  const foreign = imported.filter((name) => !/^(node:|\.\/)/.test(name) && name !== "redis");
  expect(foreign).toEqual([]);
  expect(existsSync(join(dist, "GATEWAY_THIRD_PARTY_NOTICES.md"))).toBe(true);
  const notices = readFileSync(join(dist, "GATEWAY_THIRD_PARTY_NOTICES.md"), "utf8");
  for (const name of ["eventsource-parser", "ipaddr.js", "rate-limiter-flexible"])
    expect(notices).toContain(`# ${name} `);
});
