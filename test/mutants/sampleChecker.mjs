/** A Stryker plugin that refuses every mutant outside the sample, so that no test runs for it. */
import { rankOf } from "./sample.mjs";

const { MUTANT_SEED = "", MUTANT_LAST_RANK = "" } = process.env;

const checker = {
  async init() {},
  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  },
  async check(mutants) {
    const resultOf = (mutant) =>
      rankOf(MUTANT_SEED, mutant) <= MUTANT_LAST_RANK
        ? { status: "passed" }
        : { status: "compileError", reason: "not in the sample" };
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, resultOf(mutant)]));
  },
};

export const strykerPlugins = [{ kind: "Checker", name: "sample", factory: () => checker }];
