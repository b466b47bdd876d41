/** The seed and the amount of the tests that choose moments at random. */

/** `LONG=1` makes the tests do ten times as much. */
export const isLong = Boolean(process.env.LONG);

/** `SEED=…` repeats a run. Test names contain the seed. */
export const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

export const RANDOM_TEST_TIMEOUT_MS = isLong ? 600_000 : 60_000;
