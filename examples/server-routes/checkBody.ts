/** Makes the bodies for the LangGraph server from a visitor's request. It checks every field that it copies. */

export type Body = Record<string, unknown>;

export const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const IS_UUID = new RegExp(`^${UUID}$`, "i");
const MAX_QUESTION_CHARS = 4_000;
/** This is enough for a question of 4,000 characters, for escapes, and for the rest of the body. */
const MAX_BODY_BYTES = 64_000;
/** The allowed stream modes. `values` and `debug` would show the graph's whole state to visitors. */
const MODES: readonly unknown[] = ["updates", "messages-tuple", "custom"];

/** Makes the body of a run: one question for one assistant. If your graph has another input, change this function. */
export function toRun(sent: Body, assistantId: string): Body | undefined {
  const { messages } = asObject(sent["input"]);
  const [message, ...others] = Array.isArray(messages) ? messages.map(asObject) : [];
  const question = message?.["content"];
  if (typeof question !== "string" || question.length > MAX_QUESTION_CHARS || others.length > 0)
    return undefined;
  if (sent["assistant_id"] !== assistantId) return undefined;
  const key = asObject(sent["metadata"])["oneshot_key"];
  const modes = sent["stream_mode"];
  return {
    assistant_id: assistantId,
    input: { messages: [{ role: "human", content: question }] },
    ...(Array.isArray(modes) && { stream_mode: modes.filter((mode) => MODES.includes(mode)) }),
    on_disconnect: "cancel",
    // The page finds its own run by this key, to cancel it or to ask whether it is over.
    ...(isUuid(key) && { metadata: { oneshot_key: key } }),
  };
}

/**
 * Makes the search for the thread of the visitor's own run. Without the key it would list the threads of all visitors.
 */
export function toSearch(sent: Body): Body | undefined {
  const key = asObject(sent["metadata"])["oneshot_key"];
  return isUuid(key) ? { metadata: { oneshot_key: key }, limit: 1 } : undefined;
}

function isUuid(value: unknown): value is string {
  return typeof value === "string" && IS_UUID.test(value);
}

/**
 * Reads the body as a JSON object. Returns `{}` if it is not an object, and `undefined` if it is too large for a
 * question.
 */
export async function readObject(request: Request): Promise<Body | undefined> {
  const decoder = new TextDecoder();
  const reader = request.body?.getReader();
  let text = "";
  for (let bytes = 0; ;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done) break;
    bytes += value?.byteLength ?? 0;
    if (bytes > MAX_BODY_BYTES) {
      await reader?.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Body {
  return typeof value === "object" && value !== null ? (value as Body) : {};
}
