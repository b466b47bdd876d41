import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Reads a config file: an object in JSON, or the default export of a JavaScript module.
 *
 * @returns the object, or one sentence about what is wrong with the file
 */
export async function readConfigFile(
  file: string,
  cwd: string,
): Promise<Readonly<Record<string, unknown>> | string> {
  const path = resolve(cwd, file);
  if (!existsSync(path)) return `${file} was not found; check --config.`;
  let value: unknown;
  try {
    value =
      extname(path) === ".json"
        ? (JSON.parse(withoutMark(await readFile(path, "utf8")), readInfinity) as unknown)
        : ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
  } catch (error) {
    // The text of a JSON error quotes the file, which may hold a key.
    if (error instanceof SyntaxError && extname(path) === ".json")
      return `${file} is no valid JSON; check its commas and quotes.`;
    const [firstLine] = String(error instanceof Error ? error.message : error).split("\n");
    return `${file} cannot be read: ${firstLine}`;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  return extname(path) === ".json"
    ? `${file} holds no object; write { "upstream": …, "assistants": … }.`
    : `${file} has no default export that is an object; write export default { upstream: …, assistants: … }.`;
}

/** Some editors on Windows begin each file with a byte order mark. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}

/** JSON has no `Infinity`, which switches a limit off, so the text stands for it. */
function readInfinity(_name: string, value: unknown): unknown {
  return value === "Infinity" ? Infinity : value;
}
