import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseEntry, type FaqEntry } from "./parseEntry.js";

/** The folder of entries that belongs to this example. */
export const ENTRIES_FOLDER = fileURLToPath(new URL("../entries/", import.meta.url));

/**
 * Reads every `*.md` file of a folder, sorted by file name.
 *
 * Throws if the folder cannot be read, if it holds no entry, or if a file is malformed. The message names the file.
 */
export function loadEntries(folder: string = ENTRIES_FOLDER): readonly FaqEntry[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort();
  if (files.length === 0) throw new Error(`No FAQ entries (*.md) in ${folder}.`);
  return files.map((name) =>
    parseEntry(name.slice(0, -".md".length), readFileSync(path.join(folder, name), "utf8")),
  );
}
