/** Looks for what should not leave a server in the events of a run. */
import type { TimedEvent } from "../readTimeline.js";

/** Secrets by the shape that their makers give them. The report names the kind and never the text. */
const SECRETS: readonly (readonly [kind: string, shape: RegExp])[] = [
  ["a LangSmith key", /\blsv2_(?:pt|sk)_[0-9a-f]{20,}/],
  ["a model provider's key", /\bsk-(?:ant-|proj-)?[\w-]{20,}/],
  ["a Google key", /\bAIza[\w-]{35}/],
  ["a GitHub token", /\bgh[opsu]_\w{36}/],
  ["an AWS key", /\bAKIA[0-9A-Z]{16}\b/],
  ["a Slack token", /\bxox[abprs]-[\w-]{10,}/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
];

/**
 * @param known secrets of this deployment
 * @returns the kind of the first secret, such as `"a LangSmith key"`
 */
export function findSecret(text: string, known: readonly string[]): string | undefined {
  if (known.some((secret) => text.includes(secret))) return "the key in your environment";
  return SECRETS.find(([, shape]) => shape.test(text))?.[0];
}

/** @returns the name of the first event that holds a system message */
export function findPrompt(events: readonly TimedEvent[]): string | undefined {
  return events.find(({ data }) => holdsMessageOf(data, /^(system|developer)/i))?.name;
}

/** Lists state that is more than the assistant's words, such as `"retrieve.entries"` or `"a tool's result"`. */
export function findState(events: readonly TimedEvent[]): readonly string[] {
  const found = new Set<string>();
  for (const { name, data } of events) {
    const [mode] = name.split("|");
    if (mode === "values" || mode === "debug" || mode === "tasks") found.add(`the event ${name}`);
    if (holdsMessageOf(data, /^tool/i)) found.add("a tool's result");
    if (mode !== "updates" || !isObject(data)) continue;
    for (const [node, change] of Object.entries(data)) {
      if (node.startsWith("__")) continue;
      const changes = Array.isArray(change) ? change : [change];
      for (const key of changes.flatMap((each) => (isObject(each) ? Object.keys(each) : [])))
        if (key !== "messages") found.add(`${node}.${key}`);
    }
  }
  return [...found];
}

/** Whether a message with text is anywhere in `data` whose type or role is like this. */
function holdsMessageOf(data: unknown, type: RegExp, depth = 0): boolean {
  if (depth > 12) return false;
  if (Array.isArray(data)) return data.some((each) => holdsMessageOf(each, type, depth + 1));
  if (!isObject(data)) return false;
  const kind = data.type ?? data.role;
  const isMessage = typeof kind === "string" && type.test(kind) && "content" in data;
  if (isMessage && data.content !== "" && data.content !== null) return true;
  return Object.values(data).some((each) => holdsMessageOf(each, type, depth + 1));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
