/** Chance that can be had again: a seeded generator (mulberry32). */

/** The seed of this test run: `SEED` in the environment, or a new one. Print it. */
export const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** How often chance is tried: few times in the quick suite, many with `LONG=1`. */
export function times(quick: number, long: number): number {
  return process.env.LONG ? long : quick;
}

export interface Random {
  /** An integer from 0 up to and without `below`. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}
