/**
 * "Never two at once" among several gateways: a request with a key that is in use on another gateway ends the run there
 * first. The gateways tell each other through Redis.
 */
import { randomUUID } from "node:crypto";
import { hashKey } from "../limits/hashKey.js";
import type { RedisStore } from "../limits/RedisStore.js";
import type { RunsInProgress } from "./runsInProgress.js";
import { within } from "./within.js";

/** How long a key is remembered that no gateway gives back, because the gateway crashed. */
const REMEMBER_MS = 600_000;
const END_WITHIN_MS = 3_000;

/**
 * `KEYS`: the visitor's key, the claim, the key for the LangGraph server. Returns the claim that had the visitor's key before,
 * or an empty text, and whether no other run has the key for the server.
 */
const CLAIM = `
local before = redis.call('get', KEYS[1])
redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
redis.call('set', KEYS[2], '1', 'px', ARGV[2])
local sent = redis.call('set', KEYS[3], ARGV[1], 'nx', 'px', ARGV[2])
return {before or '', sent and 1 or 0}`;

/** Tries again to get the key for the LangGraph server, after the run that had it is over. */
const CLAIM_SENT = `
return redis.call('set', KEYS[3], ARGV[1], 'nx', 'px', ARGV[2]) and 1 or 0`;

/** Asks the gateway of a claim to end it. Returns 0 if the claim is over already. */
const ASK_TO_END = `
if redis.call('exists', KEYS[1]) == 0 then return 0 end
redis.call('publish', ARGV[1], 'end ' .. ARGV[2])
return 1`;

const RELEASE = `
for _, key in ipairs({KEYS[1], KEYS[3]}) do
  if redis.call('get', key) == ARGV[1] then redis.call('del', key) end
end
redis.call('del', KEYS[2])
return redis.call('publish', ARGV[2], 'over ' .. ARGV[1])`;

/**
 * Lets gateways with one Redis take over runs from each other. While Redis cannot be asked, each gateway knows its own
 * runs only.
 *
 * @param runs the runs of this gateway
 */
export function shareRuns(runs: RunsInProgress, store: RedisStore, prefix: string): RunsInProgress {
  const channel = `${prefix}runs`;
  /** The claims of this gateway, and how to end each. */
  const own = new Map<string, () => unknown>();
  /** Claims of other gateways whose end somebody here waits for. */
  const awaited = new Map<string, () => void>();
  store.subscribe(channel, (message) => {
    const [what, id = ""] = message.split(" ");
    if (what === "end") own.get(id)?.();
    if (what === "over") awaited.get(id)?.();
  });

  /** Ends a claim of another gateway, and waits until it is over. Resolves with whether it is. */
  async function end(id: string): Promise<boolean> {
    const over = new Promise<void>((resolve) => awaited.set(id, resolve));
    try {
      const options = { keys: [`${prefix}run:${id}`], arguments: [channel, id] };
      const isInProgress = await store.eval(ASK_TO_END, options);
      return isInProgress !== 1 || (await within(END_WITHIN_MS, over));
    } finally {
      awaited.delete(id);
    }
  }

  /** Resolves when the run may start, with whether surely no other run has `upstreamKey`. */
  async function claimKey(
    name: string,
    upstreamKey: string,
    onEnd: () => unknown,
  ): Promise<{ isFree: boolean; release: () => void }> {
    const id = randomUUID();
    const keys = [
      `${prefix}key:${hashKey(name).toString("base64url")}`,
      `${prefix}run:${id}`,
      `${prefix}sent:${hashKey(upstreamKey).toString("base64url")}`,
    ];
    const claim = { keys, arguments: [id, String(REMEMBER_MS)] };
    own.set(id, onEnd);
    const release = () => {
      own.delete(id);
      store.eval(RELEASE, { keys, arguments: [id, channel] }).catch(() => {});
    };
    try {
      // The script above returns these.
      const [before, sent] = (await store.eval(CLAIM, claim)) as [string, number];
      if (before === "") return { isFree: sent === 1, release };
      const isFree = (await end(before)) && (await store.eval(CLAIM_SENT, claim)) === 1;
      return { isFree, release };
    } catch {
      // Without Redis, the run starts.
      return { isFree: false, release };
    }
  }

  return {
    get size() {
      return runs.size;
    },
    whenEmpty: () => runs.whenEmpty(),
    endAll: (reason) => runs.endAll(reason),

    async claim(run) {
      const { visitor, oneshotKey } = run;
      let ending: Promise<void> | undefined;
      const endOnce: typeof run.end = (reason) => (ending ??= run.end(reason));
      const claim = await runs.claim({ ...run, end: endOnce });
      if (oneshotKey === undefined) return claim;
      const name = JSON.stringify([visitor, oneshotKey]);
      const giveWay = () => endOnce("replaced");
      const { isFree, release } = await claimKey(name, claim.upstreamKey, giveWay);
      let isReleased = false;
      return {
        upstreamKey: isFree ? claim.upstreamKey : randomUUID(),
        release() {
          claim.release();
          if (!isReleased) release();
          isReleased = true;
        },
      };
    },
  };
}
