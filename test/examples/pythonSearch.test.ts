// @vitest-environment node
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadEntries } from "../../examples/faq-bot/src/loadEntries.js";
import { findPython } from "../../examples/python-faq/ensureVenv.mjs";
import { ANSWERED, UNANSWERED } from "./questions.js";

const python = await findPython();
const inTheirOwnWords = loadEntries().flatMap(({ id, title, alsoAsked }) =>
  [title, ...alsoAsked].map((question) => [question, id] as const),
);

/**
 * A Python program that reads a JSON list of questions. For each question it prints the id of the best entry, or null.
 */
const SCRIPT = `
import json, sys
from faq.entries import load_entries
from faq.search import Search
search = Search(load_entries())
best = [next((entry["id"] for entry in search.find(question)), None) for question in json.load(sys.stdin)]
print(json.dumps(best))
`;

/** The search needs no package, so any Python runs it. */
function bestEntries(questions: readonly string[]): unknown {
  if (!python) throw new Error("No Python 3.11 or newer was found.");
  const output = execFileSync(python.command, ["-c", SCRIPT], {
    cwd: join(import.meta.dirname, "../../examples/python-faq"),
    input: JSON.stringify(questions),
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1" },
  });
  return JSON.parse(output);
}

test.skipIf(!python && !process.env.CI).each([
  ["questions in visitors' words", ANSWERED],
  ["questions in the entries' own words", inTheirOwnWords],
])(
  "the Python assistant finds the entry that answers %s",
  (_, pairs) => {
    const questions = pairs.map(([question]) => question);
    const found = bestEntries(questions) as (string | null)[];
    expect(questions.map((question, at) => [question, found[at]])).toEqual(pairs);
  },
  // The new process searches about 500 times.
  60_000,
);

test.skipIf(!python && !process.env.CI)(
  "the Python assistant finds nothing for a question about something else",
  () => {
    expect(bestEntries(UNANSWERED)).toEqual(UNANSWERED.map(() => null));
  },
);
