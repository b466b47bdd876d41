/** The build's stand-in for `p-retry` judges a failure as the real one does when it may not repeat. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import plainRetry from "../../src/langgraph/plainRetry.js";

type Retry = typeof plainRetry;

const sdk = dirname(
  createRequire(import.meta.url).resolve("@langchain/langgraph-sdk/package.json"),
);
const copy = "dist/node_modules/.pnpm/p-retry@7.1.1/node_modules/p-retry/index.js";
const { default: realRetry } = (await import(join(sdk, copy))) as { default: Retry };

/** What a caller and `onFailedAttempt` see of one task. */
async function watch(retry: Retry, task: () => Promise<unknown>, judge: (error: unknown) => void) {
  const attempts: unknown[] = [];
  const options = {
    retries: 0,
    randomize: true,
    onFailedAttempt: async ({ error, retriesLeft }: { error: unknown; retriesLeft: number }) => {
      attempts.push([error, retriesLeft]);
      judge(error);
    },
  };
  const outcome = await retry(task, options).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return { outcome, attempts };
}

const accept = () => {};
const replace = () => {
  throw new Error("replaced");
};

test.each([
  ["a result", () => Promise.resolve(7), accept],
  ["an error", () => Promise.reject(new Error("HTTP 500")), accept],
  ["a network error", () => Promise.reject(new TypeError("Failed to fetch")), accept],
  ["another TypeError", () => Promise.reject(new TypeError("x is undefined")), accept],
  ["an abort", () => Promise.reject(new DOMException("stopped", "AbortError")), accept],
  ["an error that the SDK replaces", () => Promise.reject(new Error("fetch failed")), replace],
])("%s comes out as with p-retry and no retries", async (_name, task, judge) => {
  const [ours, real] = [await watch(plainRetry, task, judge), await watch(realRetry, task, judge)];
  expect(ours).toEqual(real);
  expect(ours.attempts.length).toBe("value" in ours.outcome ? 0 : 1);
});
