import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigMistakes, readConfig } from "../../../src/gateway/cli/readConfig.js";
import { SETTING_ROWS } from "../../../src/gateway/cli/settingRows.js";
import type { GatewayOptions } from "../../../src/gateway/options.js";
import { DEFAULT_LIMITS, toSettings } from "../../../src/gateway/settings.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "oneshot-chat-config-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeConfig(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const mistakesOf = async (...args: Parameters<typeof readConfig>) => {
  const error: unknown = await readConfig(...args).catch((reason: unknown) => reason);
  if (!(error instanceof ConfigMistakes))
    throw new Error("The settings were read without a mistake.");
  return error.mistakes;
};

describe("the order of the sources", () => {
  const FILE = JSON.stringify({
    port: 1,
    basePath: "/file",
    limits: { maxRunMs: 1, maxBodyBytes: 1 },
  });

  test("a flag wins over a variable, a variable over the file, and the file over the default", async () => {
    const config = writeConfig("gateway.json", FILE);
    const variables = { ONESHOT_PORT: "2", ONESHOT_BASE_PATH: "/env", ONESHOT_MAX_RUN_MS: "2" };
    const { port, host, options } = await readConfig({ config, port: "3" }, variables, folder);
    expect({ port, host, options }).toEqual({
      port: 3,
      host: "127.0.0.1",
      options: { basePath: "/env", limits: { maxRunMs: 2, maxBodyBytes: 1 } },
    });
  });

  test("ONESHOT_CONFIG names the file, and --config wins over it", async () => {
    const first = writeConfig("first.json", '{ "basePath": "/first" }');
    const second = writeConfig("second.json", '{ "basePath": "/second" }');
    const variables = { ONESHOT_CONFIG: first };
    expect((await readConfig({}, variables, folder)).options).toEqual({ basePath: "/first" });
    const { options } = await readConfig({ config: second }, variables, folder);
    expect(options).toEqual({ basePath: "/second" });
  });

  test("an empty variable counts as not set", async () => {
    expect((await readConfig({}, { ONESHOT_BASE_PATH: "" }, folder)).options).toEqual({});
  });
});

describe("a config file", () => {
  test("a JavaScript file may hold functions", async () => {
    const config = writeConfig("gateway.mjs", "export default { authorize: () => true, port: 0 };");
    const { options, port } = await readConfig({ config }, {}, folder);
    expect(options.authorize).toBeTypeOf("function");
    expect(port).toBe(0);
  });

  test("a byte order mark before JSON does no harm", async () => {
    const config = writeConfig("marked.json", '\uFEFF{ "port": 7 }');
    expect((await readConfig({ config }, {}, folder)).port).toBe(7);
  });

  test('the text "Infinity" in JSON switches a limit off', async () => {
    const config = writeConfig("gateway.json", '{ "limits": { "maxRunMs": "Infinity" } }');
    expect((await readConfig({ config }, {}, folder)).options).toEqual({
      limits: { maxRunMs: Infinity },
    });
  });

  test.each([
    ["missing.json", undefined, "missing.json was not found; check --config."],
    [
      "broken.json",
      '{ "apiKey": "secret", }',
      "broken.json is no valid JSON; check its commas and quotes.",
    ],
    ["list.json", "[]", 'list.json holds no object; write { "upstream": …, "assistants": … }.'],
    ["empty.mjs", "export const a = 1;", /^empty\.mjs has no default export that is an object;/],
    ["throws.mjs", "throw new Error('no luck');", "throws.mjs cannot be read: no luck"],
  ])("%s is explained in one sentence", async (name, text, sentence) => {
    if (text !== undefined) writeConfig(name, text);
    expect(await mistakesOf({ config: name }, {}, folder)).toEqual([
      typeof sentence === "string" ? sentence : expect.stringMatching(sentence),
    ]);
  });
});

describe("values", () => {
  test("every mistake is named at once, with the flag or the variable that holds it", async () => {
    const flags = { "max-run-ms": "soon", assistant: ["faq"], port: "99999" };
    expect(await mistakesOf(flags, { ONESHOT_EXPOSE_REASONING: "perhaps" }, folder)).toEqual([
      'ONESHOT_EXPOSE_REASONING is "perhaps"; write 1 or 0.',
      '--assistant is "faq"; write it like faq=faq, the public name before the assistant\'s id.',
      '--max-run-ms is "soon"; write a number, or Infinity for no limit.',
      "port is no port; write a number up to 65535.",
    ]);
  });

  test("a variable with a typing mistake stops the start", async () => {
    expect(await mistakesOf({}, { ONESHOT_RUNS_PER_DAY: "5" }, folder)).toEqual([
      "ONESHOT_RUNS_PER_DAY is no setting; see npx oneshot-chat gateway --help for their names.",
    ]);
  });

  test("variables alone can set every limit, and the gateway takes them", async () => {
    const rows = SETTING_ROWS.filter(({ path }) => path[0] === "limits");
    const limits = Object.fromEntries(rows.map(({ env }, at) => [env, String(1000 + at)]));
    const { options } = await readConfig(
      {},
      {
        ...limits,
        ONESHOT_UPSTREAM_URL: "https://langgraph.example",
        ONESHOT_UPSTREAM_API_KEY: "key",
        ONESHOT_ASSISTANTS: "faq=faq, docs=0b0e7a3e-6c7e-4d0a-9d6b-2f4f3c2a1b00",
        ONESHOT_ORIGINS: "https://a.example, https://b.example",
        ONESHOT_TRUSTED_PROXIES: "127.0.0.1,10.0.0.0/8",
        ONESHOT_REDIS_URL: "redis://127.0.0.1:6379",
        ONESHOT_FEEDBACK_SECRET: "s".repeat(32),
        ONESHOT_LANGSMITH_API_KEY: "key",
      },
      folder,
    );
    const settings = toSettings(options as unknown as GatewayOptions);
    expect(Object.keys(settings.limits).sort()).toEqual(Object.keys(DEFAULT_LIMITS).sort());
    expect(new Set(Object.values(settings.limits)).size).toBe(rows.length);
    expect(settings.assistants.get("docs")).toBe("0b0e7a3e-6c7e-4d0a-9d6b-2f4f3c2a1b00");
    expect([...settings.allowedOrigins]).toEqual(["https://a.example", "https://b.example"]);
    expect(settings.trustedProxies).toEqual(["127.0.0.1", "10.0.0.0/8"]);
  });

  test("a remote server without a key has to be asked for", async () => {
    const flag = { "without-upstream-api-key": true };
    expect((await readConfig(flag, {}, folder)).options).toEqual({ upstream: { apiKey: null } });
  });

  test("no secret has a flag", () => {
    const secrets = SETTING_ROWS.filter(({ path }) =>
      /apiKey|secret|redisUrl/i.test(path.join(".")),
    );
    expect(secrets.map(({ env }) => env).sort()).toEqual([
      "ONESHOT_FEEDBACK_SECRET",
      "ONESHOT_LANGSMITH_API_KEY",
      "ONESHOT_REDIS_URL",
      "ONESHOT_UPSTREAM_API_KEY",
      "ONESHOT_WITHOUT_UPSTREAM_API_KEY",
    ]);
    const flags = secrets.filter(({ flag }) => flag !== undefined);
    expect(flags.map(({ kind }) => kind)).toEqual(["no-key"]);
  });

  test("no two rows share a flag or a variable", () => {
    const flags = SETTING_ROWS.flatMap(({ flag }) => flag ?? []);
    const variables = SETTING_ROWS.map(({ env }) => env);
    expect(flags).toHaveLength(new Set(flags).size);
    expect(variables).toHaveLength(new Set(variables).size);
  });
});
