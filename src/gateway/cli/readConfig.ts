/**
 * The settings of one start, from three sources. A flag wins over an environment variable, which wins over the config
 * file, which wins over the default.
 */
import { readConfigFile } from "./readConfigFile.js";
import { SETTING_ROWS, type SettingRow } from "./settingRows.js";

/** What flags say: a text for each value, `true` for a flag without a value, a list for a flag that repeats. */
export type FlagValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  /** The options of `createGateway`. Nothing has checked them. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly port: number;
  readonly host: string;
  readonly metricsPort: number | undefined;
  /** The address that the metrics listen on. */
  readonly metricsHost: string;
  /** How long running streams may go on after SIGTERM, in milliseconds. */
  readonly graceMs: number;
}

/** Settings that cannot be read. */
export class ConfigMistakes extends Error {
  override readonly name = "ConfigMistakes";

  /** @param mistakes one sentence each */
  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join("\n"));
  }
}

/** The settings of the command itself. Port 0 takes any free one. */
export const DEFAULTS = {
  port: 8787,
  host: "127.0.0.1",
  metricsPort: undefined,
  metricsHost: "127.0.0.1",
  graceMs: 30_000,
};
/** The variable that names the config file, beside the flag `--config`. */
const CONFIG_FILE = "ONESHOT_CONFIG";

/**
 * @param file the path of a config file in JSON or JavaScript, relative to `cwd`
 * @throws {ConfigMistakes} with one sentence for each value that cannot be read
 */
export async function readConfig(
  flags: FlagValues,
  environment: Environment,
  cwd: string,
): Promise<Config> {
  const mistakes: string[] = [];
  const file = textOf(flags.config) ?? environment[CONFIG_FILE];
  let merged: Record<string, unknown> = { ...DEFAULTS };
  if (file !== undefined && file !== "") {
    const read = await readConfigFile(file, cwd);
    if (typeof read === "string") mistakes.push(read);
    else merged = { ...merged, ...read };
  }
  const set = (row: SettingRow, text: string, source: string) => {
    const value = valueOf(row, text);
    if (row.kind === "no-key" && value === false) return;
    if (value === undefined)
      mistakes.push(`${source} is ${JSON.stringify(text)}; ${SHAPES[row.kind]}.`);
    else merged = withValue(merged, row.path, value);
  };
  for (const row of SETTING_ROWS) {
    const text = environment[row.env];
    if (text !== undefined && text !== "") set(row, text, row.env);
  }
  for (const row of SETTING_ROWS) {
    const given = row.flag === undefined ? undefined : flags[row.flag];
    if (given !== undefined) set(row, asText(given), `--${row.flag}`);
  }
  mistakes.push(...unknownVariables(environment));
  const { port, host, metricsPort, metricsHost, graceMs, ...options } = merged;
  const isMissing = metricsPort === undefined;
  for (const [name, value] of Object.entries({ port, ...(!isMissing && { metricsPort }) }))
    if (!isWhole(value, 65_535)) mistakes.push(`${name} is no port; write a number up to 65535.`);
  for (const [name, value] of Object.entries({ host, metricsHost }))
    if (!isText(value)) mistakes.push(`${name} is no address; write it like "127.0.0.1".`);
  if (!isWhole(graceMs, 2_147_483_647))
    mistakes.push("graceMs is no time; write milliseconds, up to 24 days.");
  if (mistakes.length > 0) throw new ConfigMistakes(mistakes);
  return {
    options,
    // Each of them has passed its check above.
    ...({ port, host, metricsPort, metricsHost, graceMs } as Omit<Config, "options">),
  };
}

const SHAPES: Record<SettingRow["kind"], string> = {
  text: "write a text",
  number: "write a number, or Infinity for no limit",
  list: "write values between commas",
  pairs: "write it like faq=faq, the public name before the assistant's id",
  yes: "write 1 or 0",
  "no-key": "write 1 or 0",
};

/** @returns `undefined` for a text that is no value of this kind */
function valueOf({ kind }: SettingRow, text: string): unknown {
  switch (kind) {
    case "text":
      return text;
    case "number":
      return text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
    case "list":
      return partsOf(text);
    case "pairs": {
      const pairs = partsOf(text).map((pair) => /^([^=]+)=(.+)$/.exec(pair)?.slice(1));
      return pairs.every((pair) => pair !== undefined) ? Object.fromEntries(pairs) : undefined;
    }
    case "yes":
    case "no-key": {
      const isYes = { "1": true, true: true, "0": false, false: false }[text];
      return kind === "no-key" ? (isYes === true ? null : isYes) : isYes;
    }
  }
}

function partsOf(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A copy of `target` with a value at a path. Values that are no objects on the way are replaced. */
function withValue(
  target: Readonly<Record<string, unknown>>,
  [name = "", ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  if (rest.length === 0) return { ...target, [name]: value };
  const inner = target[name];
  const isObject = typeof inner === "object" && inner !== null;
  return { ...target, [name]: withValue(isObject ? { ...inner } : {}, rest, value) };
}

/** A variable with a typing mistake would leave a limit at its default without a word. */
function unknownVariables(environment: Environment): readonly string[] {
  const known = new Set([...SETTING_ROWS.map(({ env }) => env), CONFIG_FILE]);
  return Object.keys(environment)
    .filter((name) => name.startsWith("ONESHOT_") && !known.has(name))
    .map((name) => `${name} is no setting; see npx oneshot-chat gateway --help for their names.`);
}

function textOf(flag: FlagValues[string]): string | undefined {
  return typeof flag === "string" ? flag : undefined;
}

function asText(flag: NonNullable<FlagValues[string]>): string {
  return typeof flag === "object" ? flag.map(String).join(",") : String(flag);
}

function isWhole(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
