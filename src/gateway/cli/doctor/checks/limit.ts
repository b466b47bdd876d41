import { finding, ok, unknown, type Outcome } from "../Outcome.js";
import type { Site } from "../Site.js";

/** How many questions are asked at the same moment. */
export const QUESTIONS_AT_ONCE = 4;

/** Statuses that say "not now": too many requests, no budget left, busy. */
const LIMITED = [402, 429, 503];

/** Asks several questions at once and keeps them open until all are answered, so that each of them counts. */
export async function checkLimit(site: Site): Promise<Outcome> {
  const answered = new Set<number>();
  const replies = await Promise.all(
    Array.from({ length: QUESTIONS_AT_ONCE }, (_, at) =>
      site.ask({}, () => {
        answered.add(at);
        return answered.size === QUESTIONS_AT_ONCE;
      }),
    ),
  );
  const statuses = replies.map(({ status }) => status);
  const refused = statuses.find((status) => LIMITED.includes(status));
  if (refused !== undefined)
    return ok(
      "limit",
      `Of ${QUESTIONS_AT_ONCE} questions at once, one was refused with status ${refused}.`,
    );
  if (statuses.every((status) => status !== 200))
    return unknown("limit", `The questions were refused with status ${statuses[0]}.`);
  return finding(
    "limit",
    `${site.questions} questions in a row, ${QUESTIONS_AT_ONCE} of them at once, met no limit.`,
    "Set limits per visitor and per day: the gateway has them, and so have most proxies.",
  );
}
