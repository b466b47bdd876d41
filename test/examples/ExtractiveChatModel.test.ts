// @vitest-environment node
import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import { expect, test } from "vitest";
import { composeAnswer, DOES_NOT_KNOW } from "../../examples/faq-bot/src/composeAnswer.js";
import { ExtractiveChatModel } from "../../examples/faq-bot/src/ExtractiveChatModel.js";
import type { FaqEntry } from "../../examples/faq-bot/src/parseEntry.js";

const opening: FaqEntry = {
  id: "opening",
  title: "When are you open?",
  topic: "Shop",
  alsoAsked: [],
  body: "From nine to five.\n\nOn holidays:\n\n- closed",
};
const parking: FaqEntry = {
  id: "parking",
  title: "Where can I park?",
  topic: "Shop",
  alsoAsked: [],
  body: "Behind the shop.",
};

const prompt = [
  new SystemMessage("Secret rules"),
  new HumanMessage("An earlier question"),
  new HumanMessage("When are you open, Zanzibar?"),
];

async function read(model: ExtractiveChatModel, signal?: AbortSignal) {
  const chunks: string[] = [];
  for await (const chunk of await model.stream(prompt, signal ? { signal } : {}))
    chunks.push(chunk.text);
  return chunks;
}

test("the model streams the answer word by word and keeps line breaks", async () => {
  const chunks = await read(new ExtractiveChatModel({ entries: [opening], msPerToken: 0 }));
  expect(chunks.filter((text) => text !== "")).toEqual(
    "From| nine| to| five.|\n\nOn| holidays:|\n-| closed".split("|"),
  );
});

test("a caller that does not stream gets the same answer at once", async () => {
  const model = new ExtractiveChatModel({ entries: [opening, parking], msPerToken: 0 });
  const { text } = await model.invoke(prompt);
  expect(text).toBe((await read(model)).join(""));
});

test("LangChain's callbacks get each word, so that LangGraph can stream it", async () => {
  const words: string[] = [];
  const model = new ExtractiveChatModel({ entries: [parking], msPerToken: 0 });
  for await (const _ of await model.stream(prompt, {
    callbacks: [{ handleLLMNewToken: (word) => void words.push(word) }],
  }));
  expect(words).toEqual(["Behind", " the", " shop."]);
});

test("without an entry the model says that it does not know", async () => {
  const { text } = await new ExtractiveChatModel({ entries: [], msPerToken: 0 }).invoke(prompt);
  expect(text).toBe(DOES_NOT_KNOW);
});

test.each([[[]], [[opening]], [[opening, parking]]])(
  "repeats nothing of the prompt",
  async (entries) => {
    const { text } = await new ExtractiveChatModel({ entries, msPerToken: 0 }).invoke(prompt);
    expect(text).not.toMatch(/Secret|Zanzibar|earlier/);
  },
);

test("an abort between two words ends the stream with the reason of the abort", async () => {
  const controller = new AbortController();
  // One word takes an hour, so only the abort can end the wait.
  const model = new ExtractiveChatModel({ entries: [opening], msPerToken: 3_600_000 });
  const answer = read(model, controller.signal);
  controller.abort(new Error("enough"));
  await expect(answer).rejects.toThrow("enough");
});

test("a model that is aborted before its start sends no word", async () => {
  const model = new ExtractiveChatModel({ entries: [opening], msPerToken: 0 });
  await expect(read(model, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
});

test("the answer gives only the title of a second entry", () => {
  const answer = composeAnswer("When are you open?", [opening, parking]);
  expect(answer).toContain("“Where can I park?”");
  expect(answer).not.toContain("Behind the shop");
});

test("a long entry gives its first paragraph and the paragraphs about the question", () => {
  const long: FaqEntry = {
    ...opening,
    body: [
      "From nine to five.",
      "word ".repeat(110),
      "On holidays:",
      "- closed",
      "Dogs are welcome.",
    ].join("\n\n"),
  };
  expect(composeAnswer("Open on holidays?", [long])).toBe(
    "From nine to five.\n\nOn holidays:\n- closed",
  );
});
