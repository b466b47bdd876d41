/** The limits of a run, each at its border. */
import { expect, test } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunOptions } from "../../src/run/types.js";
import {
  answer,
  createScriptedServer,
  metadata,
  type ScriptStep,
} from "../../src/testing/index.js";

const TEN = "0123456789";

async function ask(options: object, question = "Refund?", script?: readonly ScriptStep[]) {
  const server = createScriptedServer(script ?? [metadata(), ...answer(TEN)]);
  const store = createRun({
    apiUrl: "https://assistant.test",
    fetch: server.fetch,
    assistantId: "faq",
    ...options,
  } as RunOptions);
  const { status, error, answer: text } = await store.submit(question);
  return { end: error?.kind ?? status, text, posts: server.requests.length };
}

test("an answer may be as long as maxAnswerChars, and no longer; the text so far stays", async () => {
  expect(await ask({ maxAnswerChars: 10 })).toMatchObject({ end: "success" });
  expect(await ask({ maxAnswerChars: 9 })).toMatchObject({ end: "too_large", text: TEN });
});

test("a run may have as many events as maxEvents, and no more", async () => {
  expect(await ask({ maxEvents: 3 })).toMatchObject({ end: "success" });
  expect(await ask({ maxEvents: 2 })).toMatchObject({ end: "too_large", text: TEN });
});

test("a question may be as long as maxQuestionChars, and a longer one is not sent", async () => {
  expect(await ask({ maxQuestionChars: 10 }, TEN)).toMatchObject({ end: "success", posts: 1 });
  expect(await ask({ maxQuestionChars: 9 }, TEN)).toMatchObject({ end: "too_large", posts: 0 });
});

test("a waited-for state may be as large as maxEventBytes, and no larger", async () => {
  const state = { messages: [{ type: "ai", id: "m", content: "Yes." }] };
  const bytes = JSON.stringify(state).length;
  const script: ScriptStep[] = [{ type: "event", name: "values", data: () => state }];
  const wait = (maxEventBytes: number) => ask({ mode: "wait", maxEventBytes }, "Refund?", script);
  expect(await wait(bytes)).toMatchObject({ end: "success", text: "Yes." });
  expect(await wait(bytes - 1)).toMatchObject({ end: "too_large", text: "" });
});

test("an event of a caller's client may be as large as maxEventBytes, and no larger", async () => {
  const data = { answer: { messages: [{ type: "ai", id: "m", content: "Yes." }] } };
  const client = {
    runs: {
      async *stream() {
        yield { event: "updates", data };
      },
      wait: async () => ({}),
    },
  };
  const size = JSON.stringify(data).length;
  const through = { client, apiUrl: undefined, fetch: undefined };
  expect((await ask({ ...through, maxEventBytes: size })).end).toBe("success");
  expect((await ask({ ...through, maxEventBytes: size - 1 })).end).toBe("too_large");
});
