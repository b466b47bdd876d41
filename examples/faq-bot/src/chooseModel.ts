import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { ExtractiveChatModel } from "./ExtractiveChatModel.js";
import type { FaqEntry } from "./parseEntry.js";

/** Makes the model that answers one question from the entries that the search found. */
export type MakeModel = (entries: readonly FaqEntry[]) => BaseChatModel;

type ChatModelClass = new (fields: { model: string; maxTokens: number }) => BaseChatModel;

interface Provider {
  readonly keyName: string;
  readonly packageName: string;
  readonly className: string;
  readonly defaultModel: string;
}

const PROVIDERS: readonly Provider[] = [
  {
    keyName: "ANTHROPIC_API_KEY",
    packageName: "@langchain/anthropic",
    className: "ChatAnthropic",
    defaultModel: "claude-haiku-4-5",
  },
  {
    keyName: "OPENAI_API_KEY",
    packageName: "@langchain/openai",
    className: "ChatOpenAI",
    defaultModel: "gpt-4.1-mini",
  },
];

const MAX_ANSWER_TOKENS = 600;

/**
 * Chooses the model by environment variables: a hosted model with `ANTHROPIC_API_KEY` or `OPENAI_API_KEY`, and the
 * extractive model without them.
 *
 * - `FAQ_BOT_MODEL=extractive` ignores keys; any other value is the hosted model's name.
 * - `FAQ_BOT_MS_PER_TOKEN` (milliseconds, default 20) sets the pace of the extractive model.
 *
 * If the package for a key is not installed, `warn` gets one sentence and the extractive model answers. So `npm start`
 * works in a shell that has a key for other reasons.
 */
export async function chooseModel(
  env: Readonly<Record<string, string | undefined>> = process.env,
  warn: (sentence: string) => void = console.error,
): Promise<MakeModel> {
  const extractive: MakeModel = (entries) =>
    new ExtractiveChatModel({ entries, msPerToken: msPerTokenIn(env) });
  const provider = PROVIDERS.find(({ keyName }) => Boolean(env[keyName]));
  if (env["FAQ_BOT_MODEL"] === "extractive" || provider === undefined) return extractive;

  const ChatModel = await importChatModel(provider);
  if (ChatModel === undefined) {
    const { keyName, packageName } = provider;
    warn(
      `${keyName} is set but ${packageName} is not installed, so answers come straight from the FAQ entries. ` +
        `Run \`npm install ${packageName}\` in examples/faq-bot for answers by a model.`,
    );
    return extractive;
  }
  const model = env["FAQ_BOT_MODEL"] || provider.defaultModel;
  return () => new ChatModel({ model, maxTokens: MAX_ANSWER_TOKENS });
}

function msPerTokenIn(env: Readonly<Record<string, string | undefined>>): number {
  const ms = Number(env["FAQ_BOT_MS_PER_TOKEN"] || 20);
  if (!(ms >= 0))
    throw new Error("FAQ_BOT_MS_PER_TOKEN must be a number of milliseconds, 0 or more.");
  return ms;
}

/**
 * Returns the provider's chat model class, or `undefined` if its package is not installed. The package name is a
 * variable, so that the compiler does not look for the types of a missing package.
 */
async function importChatModel({
  packageName,
  className,
}: Provider): Promise<ChatModelClass | undefined> {
  let module: Record<string, unknown>;
  try {
    module = (await import(packageName)) as Record<string, unknown>;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND";
    if (isMissing && String(error).includes(packageName)) return undefined;
    throw error;
  }
  return module[className] as ChatModelClass;
}
