/** Numbers of one entry: two for the key, one for the end of its window, one for the count. */
const STRIDE = 4;
/** The table grows when more of its entries than this part are in use. Fuller tables search longer. */
const MAX_LOAD = 0.8;
const SMALLEST = 16;
const TICK_MS = 100;

/** The state of one key's window. */
export interface Window {
  readonly count: number;
  /** How long the window lasts from now on; `0` if there is none. */
  readonly leftMs: number;
}

/**
 * Counts events for each key in a window that begins with the key's first event. A key that has no window, because it
 * ended or because nothing is counted, keeps its entry until the table is copied, which happens when it is full.
 *
 * One key takes 20 to 25 bytes: a million `Map` entries with timers take 490 MB. The table is one array of numbers
 * with linear probing. Two keys with the same first 64 bits of their hashes share a window.
 */
export class CountTable {
  #entries = new Uint32Array(SMALLEST * STRIDE);
  /** Entries that hold a key, also those whose window has ended. */
  #used = 0;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #startedAt: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(windowMs: number, now: () => number = () => performance.now()) {
    this.#windowMs = windowMs;
    this.#now = now;
    this.#startedAt = now();
  }

  get bytes(): number {
    return this.#entries.byteLength;
  }

  read(high: number, low: number): Window {
    const at = this.#find(high, low);
    return this.#isLive(at) ? this.#windowAt(at) : { count: 0, leftMs: 0 };
  }

  /** Adds one, and begins a window if the key has none. */
  add(high: number, low: number): Window {
    let at = this.#find(high, low);
    if (!this.#isLive(at)) {
      if (this.#isFree(at) && ++this.#used > (this.#entries.length / STRIDE) * MAX_LOAD) {
        this.#resize();
        this.#used += 1;
        at = this.#find(high, low);
      }
      const endsAt = this.#tick() + Math.ceil(this.#windowMs / TICK_MS);
      this.#entries.set([high, low, endsAt, 0], at);
    }
    this.#entries[at + 3] = this.#countAt(at) + 1;
    return this.#windowAt(at);
  }

  /** Takes one back. A window without a count ends. */
  subtract(high: number, low: number): void {
    const at = this.#find(high, low);
    if (!this.#isLive(at)) return;
    const count = this.#countAt(at) - 1;
    this.#entries[at + 3] = count;
    if (count === 0) this.#entries[at + 2] = 1; // in the past, but not free: other keys may stand behind this one
  }

  /** Finds the key's entry, or else the free one where it would be written. */
  #find(high: number, low: number): number {
    const entries = this.#entries;
    let at = (low % (entries.length / STRIDE)) * STRIDE;
    while (!this.#isFree(at)) {
      if (entries[at] === high && entries[at + 1] === low) return at;
      at += STRIDE;
      if (at === entries.length) at = 0;
    }
    return at;
  }

  /** Copies the live entries into an array of a fitting size, which may be a smaller one. */
  #resize(): void {
    const live: number[] = [];
    const old = this.#entries;
    for (let at = 0; at < old.length; at += STRIDE) if (this.#isLive(at)) live.push(at);
    const capacity = Math.max(SMALLEST, Math.ceil(((live.length + 1) / MAX_LOAD) * 1.25));
    this.#entries = new Uint32Array(capacity * STRIDE);
    this.#used = live.length;
    for (const at of live) {
      const entry = old.subarray(at, at + STRIDE);
      this.#entries.set(entry, this.#find(entry[0] ?? 0, entry[1] ?? 0));
    }
  }

  #tick(): number {
    // Tick 0 marks a free entry and tick 1 one whose count was taken back.
    return Math.floor((this.#now() - this.#startedAt) / TICK_MS) + 2;
  }

  #isFree(at: number): boolean {
    return this.#entries[at + 2] === 0;
  }

  #isLive(at: number): boolean {
    return (this.#entries[at + 2] ?? 0) > this.#tick();
  }

  #countAt(at: number): number {
    return this.#entries[at + 3] ?? 0;
  }

  #windowAt(at: number): Window {
    const leftMs = ((this.#entries[at + 2] ?? 0) - this.#tick()) * TICK_MS;
    return { count: this.#countAt(at), leftMs };
  }
}
