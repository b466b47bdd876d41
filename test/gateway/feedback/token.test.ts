import { expect, test } from "vitest";
import { createFeedbackTokens } from "../../../src/gateway/feedback/token.js";

const SECRET = "0123456789abcdef0123456789abcdef";
const RUN = { assistant: "faq", runId: "1f0c8f6e-6a3b-6d0a-9b1e-2f7c5d1e8a90" };
const DAY_MS = 86_400_000;

const tokensAt = (time: number, secret = SECRET) =>
  createFeedbackTokens({ secret, expiresAfterMs: DAY_MS, now: () => time });

test("a token opens to its run, on every gateway with the same secret", async () => {
  const token = await tokensAt(0).issue(RUN);
  expect(await tokensAt(1_000).open(token)).toEqual(RUN);
});

test("names of assistants may have any characters", async () => {
  const run = { assistant: 'häufige "Fragen" 🐈', runId: "x" };
  expect(await tokensAt(0).open(await tokensAt(0).issue(run))).toEqual(run);
});

test("a token expires", async () => {
  const token = await tokensAt(0).issue(RUN);
  expect(await tokensAt(DAY_MS - 1).open(token)).toEqual(RUN);
  expect(await tokensAt(DAY_MS).open(token)).toBeUndefined();
});

test("a token of another secret does not open", async () => {
  const token = await tokensAt(0, "f".repeat(32)).issue(RUN);
  expect(await tokensAt(0).open(token)).toBeUndefined();
});

test("a token with any one character changed, or cut at any place, does not open", async () => {
  const tokens = tokensAt(0);
  const token = await tokens.issue(RUN);
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === "A" ? "B" : "A";
    const changed = token.slice(0, at) + other + token.slice(at + 1);
    // The last character may hold bits that no byte uses. Then the token is the same.
    if (at < token.length - 1) expect(await tokens.open(changed)).toBeUndefined();
    expect(await tokens.open(token.slice(0, at))).toBeUndefined();
  }
});

test.each(["", "x", "ü", "A".repeat(5_000), "[1,2,3]", "..", "null"])(
  "%j is no token",
  async (text) => {
    expect(await tokensAt(0).open(text)).toBeUndefined();
  },
);

test("a token shows neither the run nor the assistant, and no two are the same", async () => {
  const tokens = tokensAt(0);
  const [first, second] = [await tokens.issue(RUN), await tokens.issue(RUN)];
  expect(first).not.toBe(second);
  expect(first).toMatch(/^[\w-]+$/);
  const shown = first + Buffer.from(first, "base64url").toString("latin1");
  for (const hidden of ["faq", RUN.runId, RUN.runId.slice(0, 8)])
    expect(shown).not.toContain(hidden);
});
