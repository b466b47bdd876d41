/** The question as the graph's input. */
import { runError } from "../langgraph/errors.js";
import { asObject, type JsonObject } from "../langgraph/json.js";
import { questionInput } from "../langgraph/sendRun.js";
import type { RunSettings } from "./types.js";

/**
 * Makes the input of one submission. An input object is sent as it is.
 *
 * @throws `too_large` for a question longer than `maxQuestionChars`, `config` for a `toInput` that throws,
 *   rejects, or gives no object, and for a submitted value that is neither text nor an object
 */
export async function toGraphInput(
  asked: string | JsonObject,
  settings: Pick<RunSettings, "toInput"> & { readonly maxQuestionChars: number },
): Promise<JsonObject> {
  const { toInput = questionInput, maxQuestionChars } = settings;
  if (typeof asked !== "string") return checkInput(asked);
  if (asked.length > maxQuestionChars)
    throw runError("too_large", {
      message: `The question has ${asked.length} characters; at most ${maxQuestionChars} are sent (maxQuestionChars).`,
    });
  let input: unknown;
  try {
    input = await toInput(asked);
  } catch (cause) {
    throw runError("config", { cause, message: "toInput failed; see the cause." });
  }
  const object = asObject(input);
  if (object) return object;
  throw runError("config", {
    cause: input,
    message: "toInput returned no object; return the graph's input, such as { messages: [...] }.",
  });
}

/** Types refuse most of this; callers without types meet it at run time. A promise would be sent as `{}`. */
function checkInput(asked: unknown): JsonObject {
  const object = asObject(asked);
  if (object && !(object instanceof Promise)) return object;
  throw runError("config", {
    cause: asked,
    message:
      "submit was called without a question; pass a string, or the graph's input as an object.",
  });
}
