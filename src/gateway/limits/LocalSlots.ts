/** Places for runs at the same time. */
export interface SlotLimits {
  readonly perVisitor: number;
  readonly perAssistant: number;
}

/** A place that is taken. */
export interface Slot {
  /** Gives the place back. Further calls do nothing. */
  release(): void;
}

/** Counts the runs in progress of this process. */
export class LocalSlots {
  readonly #limits: SlotLimits;
  readonly #taken = new Map<string, number>();

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  /** @returns `undefined` if the visitor or the assistant has no place left */
  take(visitor: string, assistant: string): Slot | undefined {
    const keys = [`visitor ${visitor}`, `assistant ${assistant}`] as const;
    const isFull =
      this.#count(keys[0]) >= this.#limits.perVisitor ||
      this.#count(keys[1]) >= this.#limits.perAssistant;
    if (isFull) return undefined;
    for (const key of keys) this.#taken.set(key, this.#count(key) + 1);
    let isReleased = false;
    return {
      release: () => {
        if (isReleased) return;
        isReleased = true;
        for (const key of keys) this.#release(key);
      },
    };
  }

  #count(key: string): number {
    return this.#taken.get(key) ?? 0;
  }

  #release(key: string): void {
    const left = this.#count(key) - 1;
    if (left > 0) this.#taken.set(key, left);
    else this.#taken.delete(key);
  }
}
