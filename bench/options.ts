/** The command line. */
import { parseArgs } from "node:util";

export interface Options {
  /** Fewer rounds and cells, in under five minutes. */
  readonly isQuick: boolean;
  readonly rounds: number;
  /** Ids, or beginnings of ids, of series; `undefined`: all. `sizes` and `memory` count as series. */
  readonly only: readonly string[] | undefined;
  /** Ids of contenders; the floor always runs along. */
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
    throw new Error(`--rounds takes a whole number from 1 on. ${USAGE}`);
  return {
    isQuick: values.quick,
    rounds,
    only: values.only?.split(","),
    contenders: values.contenders?.split(","),
  };
}
