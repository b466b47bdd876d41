/** A visitor's body → the few values that a run is made of, or a refusal. Everything else is dropped. */
import type { RefusalCode } from "./codes.js";
import { plainText, plainValue } from "./plainValue.js";
import { fieldOf, isObject, type Body } from "./readBody.js";
import type { Settings } from "./settings.js";

/** A request that may become a run. */
export interface CheckedQuestion {
  /** The public name of the assistant. */
  readonly assistant: string;
  /** The assistant's id or graph name on the LangGraph server. */
  readonly assistantId: string;
  readonly input: unknown;
  /** The visitor's text, where the input has one. */
  readonly question: string | undefined;
  /** Only keys of `contextKeys`. */
  readonly context: Readonly<Record<string, unknown>>;
  /** The visitor's own key of this submission. */
  readonly oneshotKey: string | undefined;
}

export type QuestionCheck =
  | { readonly question: CheckedQuestion; readonly refusal?: undefined }
  | { readonly question?: undefined; readonly refusal: RefusalCode; readonly assistant?: string };

/** A UUID has 36 characters. */
const MAX_KEY_CHARS = 128;

const INVALID = { refusal: "invalid_body" } as const;

/** Rejects only if the operator's schema throws or rejects. */
export async function checkQuestion(body: Body, settings: Settings): Promise<QuestionCheck> {
  const assistant = fieldOf(body, "assistant_id");
  if (typeof assistant !== "string") return INVALID;
  const assistantId = settings.assistants.get(assistant);
  if (assistantId === undefined) return { refusal: "unknown_assistant" };

  const context = contextOf(fieldOf(body, "context"), settings.contextKeys);
  const oneshotKey = keyOf(fieldOf(body, "metadata"));
  if (context === undefined || oneshotKey === null) return { ...INVALID, assistant };

  const input = await inputOf(fieldOf(body, "input"), settings);
  if (input.refusal) return { refusal: input.refusal, assistant };
  const { value, question } = input;
  return { question: { assistant, assistantId, input: value, question, context, oneshotKey } };
}

type InputCheck =
  | { readonly value: unknown; readonly question: string | undefined; readonly refusal?: undefined }
  | { readonly refusal: RefusalCode };

async function inputOf(input: unknown, settings: Settings): Promise<InputCheck> {
  const { inputSchema, limits } = settings;
  if (!inputSchema) return questionInput(input, limits.maxQuestionChars);
  const plain = plainValue(input);
  if (plain === undefined) return INVALID;
  if (longestText(plain) > limits.maxQuestionChars) return { refusal: "question_too_long" };
  const result = await inputSchema["~standard"].validate(plain);
  if (result.issues) return INVALID;
  return { value: result.value, question: lastQuestion(result.value) };
}

/** The input without a schema: `{ messages: [one human message with a text] }`. */
function questionInput(input: unknown, maxQuestionChars: number): InputCheck {
  const messages = isObject(input) ? fieldOf(input, "messages") : undefined;
  const [message, ...others] = Array.isArray(messages) ? (messages as readonly unknown[]) : [];
  if (!isObject(message) || others.length > 0) return INVALID;
  const role = fieldOf(message, "role");
  const type = fieldOf(message, "type");
  const content = fieldOf(message, "content");
  const isHuman = (name: unknown) => name === "human" || name === "user";
  if (!(isHuman(role) || isHuman(type)) || typeof content !== "string") return INVALID;
  if ([role, type].some((name) => name !== undefined && !isHuman(name))) return INVALID;
  const question = plainText(content.trim());
  if (question === "") return INVALID;
  if (question.length > maxQuestionChars) return { refusal: "question_too_long" };
  return { value: { messages: [{ role: "human", content: question }] }, question };
}

/** `undefined` for a context of a wrong type or nested too deep. Without keys, what was sent is not looked at. */
function contextOf(
  sent: unknown,
  contextKeys: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (contextKeys.length === 0 || sent === undefined || sent === null) return {};
  if (!isObject(sent)) return undefined;
  const entries = contextKeys
    .filter((key) => Object.hasOwn(sent, key))
    .map((key) => [key, plainValue(sent[key])] as const);
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}

/** `null` for a wrong type. */
function keyOf(metadata: unknown): string | undefined | null {
  if (metadata === undefined || metadata === null) return undefined;
  if (!isObject(metadata)) return null;
  const key = fieldOf(metadata, "oneshot_key") ?? undefined;
  if (key === undefined) return undefined;
  return typeof key === "string" && key !== "" && key.length <= MAX_KEY_CHARS ? key : null;
}

/** The length of the longest text in a value of bounded depth. */
function longestText(value: unknown): number {
  if (typeof value === "string") return value.trim().length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((most, item) => Math.max(most, longestText(item)), 0);
}

/** The text of the last message, for the operator's report. */
function lastQuestion(input: unknown): string | undefined {
  const messages = isObject(input) ? input.messages : undefined;
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  return isObject(last) && typeof last.content === "string" ? last.content : undefined;
}
