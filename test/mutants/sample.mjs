/** Chooses the mutants that are tried: the same ones for the same seed and the same sources. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";

/** What is mutated. */
export const FOLDERS = ["src/langgraph", "src/run", "src/markdown/parser"];

/** The options of Stryker that decide which mutants there are. */
const MUTATOR = { plugins: null, excludedMutations: [], ignorers: [], noHeader: false };

/**
 * The place of a mutant in the order of a seed. It depends on the mutant alone, so the parts of Stryker that run in
 * other processes agree on it.
 *
 * @param {string} seed
 * @param {{ fileName: string, location: { start: object, end: object }, mutatorName: string, replacement: string }} mutant
 */
export function rankOf(seed, { fileName, location, mutatorName, replacement }) {
  const path = fileName
    .replaceAll("\\", "/")
    .replace(/^.*?(?=src\/(langgraph|run|markdown)\/)/, "");
  const { start, end } = location;
  const place = [start.line, start.column, end.line, end.column];
  const key = JSON.stringify([seed, path, place, mutatorName, replacement]);
  return createHash("sha256").update(key).digest("hex");
}

/**
 * The highest rank among the first `count` mutants of the seed's order, and how many mutants there are in all.
 *
 * @param {string} seed
 * @param {number} count
 */
export async function drawSample(seed, count) {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => join(folder, name)),
  ).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));
  const silent = { debug() {}, info() {}, isDebugEnabled: () => false };
  const { mutants } = await new Instrumenter(silent).instrument(
    files.map((name) => ({ name, mutate: true, content: readFileSync(name, "utf8") })),
    MUTATOR,
  );
  const ranks = mutants.map((mutant) => rankOf(seed, mutant)).sort();
  return { lastRank: ranks[Math.min(count, ranks.length) - 1], total: mutants.length };
}
