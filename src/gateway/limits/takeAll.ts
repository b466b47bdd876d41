import type { RefusalCode } from "../codes.js";
import type { Window } from "./windows.js";

/** Why nothing was counted. */
export interface LimitRefusal {
  readonly refusal: RefusalCode;
  /** When to try again, where that is known. */
  readonly retryAfterMs?: number;
}

/** A window, and what visitors are told when it is full. */
export interface Rule {
  readonly window: Window;
  readonly refusal: RefusalCode;
}

/**
 * Counts one event in every window or in none. Of several full windows the one that lasts longest gives the reason,
 * so that a visitor who waits is not refused again for another.
 *
 * @throws if Redis cannot be asked; then, too, nothing is counted
 */
export async function takeAll(
  rules: readonly Rule[],
  key: string,
): Promise<{ readonly giveBack: () => Promise<unknown> } | LimitRefusal> {
  const results = await Promise.allSettled(rules.map(({ window }) => window.take(key)));
  const giveBack = () =>
    Promise.all(
      results.map((result, at) => {
        const isTaken = result.status === "fulfilled" && result.value === undefined;
        return isTaken ? rules[at]?.window.giveBack(key) : undefined;
      }),
    );
  const broken = results.find((result) => result.status === "rejected");
  if (broken) {
    await giveBack();
    throw broken.reason;
  }
  let longest: Required<LimitRefusal> | undefined;
  results.forEach((result, at) => {
    const rule = rules[at];
    if (!rule || result.status === "rejected" || result.value === undefined) return;
    if (longest && longest.retryAfterMs >= result.value) return;
    longest = { refusal: rule.refusal, retryAfterMs: result.value };
  });
  if (!longest) return { giveBack };
  await giveBack();
  return longest;
}
