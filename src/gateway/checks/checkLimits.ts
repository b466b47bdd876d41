/** Limits, and where they are counted. */
import { LIMIT_NAMES, STORE_NAMES } from "./optionNames.js";
import { isObject, quote, unknownNames, urlOf } from "./values.js";

/** Timers hold a 32-bit number of milliseconds, and fire at once for more. */
const MAX_TIMER_MS = 2_147_483_647;

export function* limitMistakes(limits: unknown): Generator<string> {
  if (limits === undefined) return;
  if (!isObject(limits)) {
    yield "limits is no object; pass { runsPerVisitorPerDay: 100 } or leave it out.";
    return;
  }
  yield* unknownNames(limits, LIMIT_NAMES, "limits.");
  for (const name of Object.keys(LIMIT_NAMES)) {
    const value = limits[name];
    if (value === undefined) continue;
    const isCount = typeof value === "number" && Number.isInteger(value) && value > 0;
    if (name === "visitorWindowMs" && value === Infinity)
      yield "limits.visitorWindowMs is Infinity; to switch the limit off, set limits.runsPerVisitorPerWindow to Infinity.";
    else if (!isCount && value !== Infinity)
      yield `limits.${name} is ${quote(value)}; write a positive whole number, or Infinity for no limit.`;
    else if (name.endsWith("Ms") && value !== Infinity && (value as number) > MAX_TIMER_MS)
      yield `limits.${name} is ${quote(value)}; write at most ${MAX_TIMER_MS} (24 days), or Infinity for no limit.`;
  }
}

export function* storeMistakes(store: unknown): Generator<string> {
  if (store === undefined) return;
  if (!isObject(store)) {
    yield 'limitStore is no object; pass { redisUrl: "redis://127.0.0.1:6379" } or leave it out.';
    return;
  }
  yield* unknownNames(store, STORE_NAMES, "limitStore.");
  const { redisUrl, keyPrefix, whenUnavailable } = store;
  if (!["redis:", "rediss:"].includes(urlOf(redisUrl)?.protocol ?? ""))
    yield 'limitStore.redisUrl is no Redis address; write it like "redis://127.0.0.1:6379".';
  if (keyPrefix !== undefined && typeof keyPrefix !== "string")
    yield 'limitStore.keyPrefix is no text; write it like "oneshot-chat:".';
  if (whenUnavailable !== undefined && !["refuse", "local"].includes(whenUnavailable as string))
    yield `limitStore.whenUnavailable is ${quote(whenUnavailable)}; write "refuse" or "local".`;
}
