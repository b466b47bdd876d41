import { GatewayConfigError } from "../checkOptions.js";
import type { LogLine } from "../options.js";

/** How long one script may take. */
const SCRIPT_TIMEOUT_MS = 2_000;
/** How long Redis is not asked after a script took too long. A Redis that hangs then delays few visitors. */
const PAUSE_MS = 5_000;
const RECONNECT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 2_000;

const REDIS_IS_MISSING =
  "limitStore.redisUrl is set, but the package `redis` is not installed. Run `npm install redis`.";

const ADDRESS_IS_WRONG =
  "limitStore.redisUrl is not an address of Redis. It looks like redis://host:6379, or rediss:// with TLS.";

/** The part of node-redis that is used. It is the same in versions 5 and 6. */
interface RedisClient {
  readonly isReady: boolean;
  readonly isOpen: boolean;
  connect(): Promise<unknown>;
  destroy(): void;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  on(event: "ready" | "error", listener: () => void): unknown;
  duplicate(options: { disableOfflineQueue: boolean }): RedisClient;
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
}

/** Loads the optional package. */
export type LoadRedis = () => Promise<{
  createClient(options: {
    url: string;
    disableOfflineQueue: boolean;
    socket: { connectTimeout: number; reconnectStrategy: () => number };
  }): RedisClient;
}>;

// Bundlers of sites, such as those of Next.js, would fail where the package is missing.
const loadRedis: LoadRedis = () =>
  import(/* webpackIgnore: true */ /* turbopackIgnore: true */ "redis");

interface ScriptOptions {
  readonly keys: readonly string[];
  readonly arguments: readonly string[];
}

export interface RedisStoreOptions {
  readonly redisUrl: string;
  readonly log: (line: LogLine) => void;
  readonly load?: LoadRedis | undefined;
  /** Default: 2 seconds. */
  readonly timeoutMs?: number | undefined;
}

/**
 * A connection to Redis that runs scripts, and one that listens. They reconnect by themselves, for as long as the gateway runs.
 *
 * A script that cannot run rejects at once, and one that gets no reply after two seconds; nothing waits in a queue.
 * The log gets one line when Redis goes away and one when it is back.
 */
export class RedisStore {
  /** Resolves after the first attempt to connect. Rejects with a `GatewayConfigError` if the package is missing or the address is wrong. */
  readonly ready: Promise<void>;
  readonly #log: (line: LogLine) => void;
  readonly #timeoutMs: number;
  #client: RedisClient | undefined;
  /** A client that listens can do nothing else. */
  readonly #listeners: RedisClient[] = [];
  /** The scripts that run now. */
  readonly #pending = new Set<Promise<unknown>>();
  #isAvailable = true;
  #pausedUntil = 0;
  #isClosed = false;

  constructor(options: RedisStoreOptions) {
    const { redisUrl, log, load = loadRedis, timeoutMs = SCRIPT_TIMEOUT_MS } = options;
    this.#log = log;
    this.#timeoutMs = timeoutMs;
    this.ready = this.#open(redisUrl, load);
    // A caller who never looks at `ready` must not end the process with an unhandled rejection.
    this.ready.catch(() => {});
  }

  async #open(url: string, load: LoadRedis): Promise<void> {
    const redis = await load().catch(() => {
      throw new GatewayConfigError([REDIS_IS_MISSING]);
    });
    const client = createClient(redis, url);
    this.#client = client;
    await new Promise<void>((resolve) => {
      client.on("ready", () => {
        this.#setAvailable(true);
        resolve();
      });
      client.on("error", () => {
        this.#setAvailable(false);
        resolve();
      });
      // It tries until `close` ends it, and rejects only then.
      client.connect().catch(resolve);
    });
  }

  /** Whether the last thing that is known of Redis is good. */
  get isAvailable(): boolean {
    return this.#isAvailable;
  }

  /** Runs a Lua script. Rejects if Redis cannot be asked now. */
  eval(script: string, options: ScriptOptions): Promise<unknown> {
    const reply = this.#run(script, options);
    const settled: Promise<unknown> = reply.then(
      () => this.#pending.delete(settled),
      () => this.#pending.delete(settled),
    );
    this.#pending.add(settled);
    return reply;
  }

  async #run(script: string, { keys, arguments: values }: ScriptOptions): Promise<unknown> {
    try {
      await this.ready;
    } catch (cause) {
      // An operator whose code does not wait for `ready` finds the sentence in the log.
      this.#setAvailable(
        false,
        cause instanceof GatewayConfigError ? cause.mistakes[0] : undefined,
      );
      throw cause;
    }
    const client = this.#client;
    if (!client?.isReady || performance.now() < this.#pausedUntil) throw new Error("no Redis");
    const reply = client.eval(script, { keys: [...keys], arguments: [...values] });
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      // A busy process reads a reply that has come in time before it rejects.
      const rejectSoon = () => setImmediate(() => reject(new Error("Redis did not reply")));
      timer = setTimeout(rejectSoon, this.#timeoutMs);
    });
    try {
      const value = await Promise.race([reply, tooLate]);
      this.#setAvailable(true);
      return value;
    } catch (error) {
      reply.catch(() => {}); // it may still reject, after the timeout
      if (client.isReady) this.#pausedUntil = performance.now() + PAUSE_MS;
      this.#setAvailable(false);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Calls `listener` with each message of a channel. Messages that are sent while Redis is away are lost. */
  subscribe(channel: string, listener: (message: string) => void): void {
    const begin = async () => {
      await this.ready;
      if (!this.#client || this.#isClosed) return;
      // The subscription waits for the connection, and is repeated after each reconnection.
      const client = this.#client.duplicate({ disableOfflineQueue: false });
      this.#listeners.push(client);
      client.on("error", () => {}); // the first connection reports what happens to Redis
      await Promise.all([client.connect(), client.subscribe(channel, listener)]);
    };
    begin().catch(() => {}); // `ready` or `close` has ended it
  }

  /** Waits for the scripts that run now, so that what a gateway gives back at its end is given back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.ready.catch(() => {});
    await Promise.all(this.#pending);
    for (const client of [this.#client, ...this.#listeners]) if (client?.isOpen) client.destroy();
  }

  #setAvailable(isAvailable: boolean, cause?: string): void {
    if (isAvailable === this.#isAvailable || this.#isClosed) return;
    this.#isAvailable = isAvailable;
    this.#log(
      isAvailable
        ? { level: "info", event: "redis_available" }
        : { level: "error", event: "redis_unavailable", ...(cause !== undefined && { cause }) },
    );
  }
}

function createClient(redis: Awaited<ReturnType<LoadRedis>>, url: string): RedisClient {
  try {
    return redis.createClient({
      url,
      // A command that waits for a connection would count a run long after it was refused.
      disableOfflineQueue: true,
      socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: () => RECONNECT_MS },
    });
  } catch {
    // The message of node-redis may contain the password.
    throw new GatewayConfigError([ADDRESS_IS_WRONG]);
  }
}
