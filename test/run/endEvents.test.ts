/** The server's own word on how a run ended, and runs that end without words. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunOptions } from "../../src/run/types.js";
import {
  answer,
  bytes,
  completeRun,
  createScriptedServer,
  custom,
  event,
  hold,
  metadata,
  tokens,
  update,
  type Reply,
  type ScriptStep,
} from "../../src/testing/index.js";

afterEach(() => void vi.restoreAllMocks());

async function ask(reply: Reply, options: object = {}, question: string | object = "Refund?") {
  const server = createScriptedServer(reply);
  const store = createRun({
    apiUrl: "https://assistant.test",
    fetch: server.fetch,
    assistantId: "faq",
    ...options,
  } as RunOptions);
  const snapshot = await store.submit(question as string);
  const { status, error, answer: text } = snapshot;
  return { end: error?.kind ?? status, answer: text, error, server };
}

const end = (data: unknown): ScriptStep => event("end", data);
const halfAnAnswer = [metadata(), ...tokens("Half an answer")];

describe("an end event", () => {
  test.each([
    ["success", "success"],
    ["error", "run_failed"],
    ["timeout", "timeout"],
    ["interrupted", "interrupted"],
    ["rollback", "truncated"],
    ["a status of tomorrow", "truncated"],
  ])("with the status %s ends a whole answer as %s", async (status, expected) => {
    const run = [...completeRun("Whole."), end({ run_id: "r", status })];
    expect(await ask(run)).toMatchObject({ end: expected, answer: "Whole." });
  });

  test.each(["truncated", "limit", "shutdown", "upstream", "other"])(
    "with the status error and the reason %s keeps the text so far",
    async (reason) => {
      const kinds: Record<string, string> = {
        truncated: "truncated",
        limit: "too_large",
        shutdown: "server",
        upstream: "server",
      };
      const run = [...halfAnAnswer, end({ status: "error", reason })];
      expect(await ask(run)).toMatchObject({
        end: kinds[reason] ?? "run_failed",
        answer: "Half an answer",
      });
    },
  );

  test("with the status success makes an answer whole that nothing else confirms", async () => {
    const run = [...halfAnAnswer, end({ status: "success" })];
    expect(await ask(run)).toMatchObject({ end: "success", answer: "Half an answer" });
  });

  test.each<[string, ScriptStep]>([
    ["null", end(null)],
    ["no data", bytes("event: end\ndata:\n\n")],
    ["an empty object", end({})],
  ])("with %s leaves the evidence to decide", async (_name, last) => {
    expect(await ask([...completeRun("Whole."), last])).toMatchObject({ end: "success" });
    expect(await ask([...halfAnAnswer, last])).toMatchObject({ end: "truncated" });
    expect(await ask([metadata(), last])).toMatchObject({ end: "truncated" });
  });

  test("counts though the connection stays open or more events come after it", async () => {
    const whole = [...completeRun("Whole."), end({ status: "success" })];
    expect((await ask([...whole, hold()])).end).toBe("success");
    const more = [...whole, ...answer("Another.", { id: "m2" }), event("error", { message: "x" })];
    expect(await ask(more)).toMatchObject({ end: "success", answer: "Whole." });
  });

  test("does not undo an error that came before it", async () => {
    const run = [...halfAnAnswer, event("error", { message: "boom" }), end({ status: "success" })];
    expect(await ask(run)).toMatchObject({ end: "run_failed", answer: "Half an answer" });
  });

  test("does not undo an interrupt that came before it", async () => {
    const interrupt = event("updates", { __interrupt__: [{ value: "Approve?" }] });
    const run = [metadata(), interrupt, end({ status: "success" })];
    expect(await ask(run)).toMatchObject({ end: "interrupted" });
  });
});

describe("a run that is complete and has no words", () => {
  const noWords = [metadata(), update("search", { hits: 3 }), custom({ found: 3 })];
  const NO_ANSWER = { end: "no_answer", answer: "", error: { canRetry: true } };

  test.each(["stream", "wait"])("ends a question as no_answer in %s mode", async (mode) => {
    const seen = await ask(noWords, { mode });
    expect(seen).toMatchObject(NO_ANSWER);
    expect(seen.error?.message).toContain("getAnswer");
    expect(seen.server.requests).toHaveLength(1);
  });

  test.each(["stream", "wait"])(
    "whose one message is empty ends as no_answer in %s mode",
    async (mode) => {
      const empty = { type: "ai", id: "m", content: "" };
      const run = [metadata(), update("answer", { messages: [empty] })];
      expect(await ask(run, { mode })).toMatchObject(NO_ANSWER);
    },
  );

  test.each(["stream", "wait"])(
    "is a success with expectsAnswer: false, in %s mode",
    async (mode) => {
      const seen = await ask(noWords, { mode, expectsAnswer: false });
      expect(seen).toMatchObject({ end: "success", answer: "" });
    },
  );

  test.each(["stream", "wait"])("is a success for an input object, in %s mode", async (mode) => {
    expect(await ask(noWords, { mode }, { topic: "refunds" })).toMatchObject({ end: "success" });
    const expectsAnswer = true;
    const seen = await ask(noWords, { mode, expectsAnswer }, { topic: "refunds" });
    expect(seen).toMatchObject(NO_ANSWER);
  });

  test.each(["stream", "wait"])("has the answer that getAnswer finds, in %s mode", async (mode) => {
    const getAnswer: RunOptions["getAnswer"] = (updates, values) =>
      `${String(updates[0]?.data?.hits ?? values?.hits)} hits`;
    expect(await ask(noWords, { mode, getAnswer })).toMatchObject({
      end: "success",
      answer: "3 hits",
    });
    const empty = () => "";
    expect(await ask(noWords, { mode, getAnswer: empty })).toMatchObject(NO_ANSWER);
  });
});
