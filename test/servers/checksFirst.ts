import { join } from "node:path";

/** The files of a graph that says "Let me check." and then works for a while, by the name of the server. */
export const CHECKS_FIRST = {
  JavaScript: join(import.meta.dirname, "javascript/checksFirst.ts:checksFirst"),
  Python: join(import.meta.dirname, "python/graphs/checks_first.py:graph"),
};
