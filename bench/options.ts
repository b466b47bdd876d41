/** Reads the command line. */
import { parseArgs } from "node:util";

export interface Options {
  /** Runs fewer rounds and cells, in under five minutes. */
  readonly isQuick: boolean;
  readonly rounds: number;
  /** Ids of series, or their beginnings. `undefined` runs all. `sizes` and `memory` count as series. */
  readonly only: readonly string[] | undefined;
  /** Ids of contenders. `undefined` runs all. The floor always runs. */
  readonly contenders: readonly string[] | undefined;
}

export const USAGE = `npm run bench -- [--quick] [--rounds n] [--only fast,paced-20k,followed,block,typing,memory,sizes] [--contenders ours,streamdown]`;

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      rounds: { type: "string" },
      only: { type: "string" },
      contenders: { type: "string" },
    },
  });
  const rounds = Number(values.rounds ?? (values.quick ? 3 : 5));
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds takes a whole number of at least 1. ${USAGE}`);
  return {
    isQuick: values.quick,
    rounds,
    only: values.only?.split(","),
    contenders: values.contenders?.split(","),
  };
}
