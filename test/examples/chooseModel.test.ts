// @vitest-environment node
import { expect, test } from "vitest";
import { chooseModel } from "../../examples/faq-bot/src/chooseModel.js";
import { ExtractiveChatModel } from "../../examples/faq-bot/src/ExtractiveChatModel.js";

function silent() {
  throw new Error("no warning was expected");
}

test("without a key the extractive model answers", async () => {
  const makeModel = await chooseModel({}, silent);
  expect(makeModel([])).toBeInstanceOf(ExtractiveChatModel);
});

test("FAQ_BOT_MODEL=extractive ignores keys", async () => {
  const env = { OPENAI_API_KEY: "key", FAQ_BOT_MODEL: "extractive" };
  expect((await chooseModel(env, silent))([])).toBeInstanceOf(ExtractiveChatModel);
});

test.each([
  ["ANTHROPIC_API_KEY", "@langchain/anthropic"],
  ["OPENAI_API_KEY", "@langchain/openai"],
])(
  "%s without its package logs one sentence, and the extractive model answers",
  async (key, packageName) => {
    const warnings: string[] = [];
    const makeModel = await chooseModel({ [key]: "key" }, (sentence) => warnings.push(sentence));
    expect(makeModel([])).toBeInstanceOf(ExtractiveChatModel);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`npm install ${packageName}`);
    expect(warnings[0]).not.toContain('"key"');
  },
);

test("a pace that is not a number throws an error", async () => {
  const makeModel = await chooseModel({ FAQ_BOT_MS_PER_TOKEN: "fast" }, silent);
  expect(() => makeModel([])).toThrow(/FAQ_BOT_MS_PER_TOKEN/);
});
