/** What a run sends and shows. */
import { EXPOSE_NAMES, STREAM_MODES } from "./optionNames.js";
import {
  booleanMistakes,
  isObject,
  listMistakes,
  quote,
  unknownNames,
  type Given,
} from "./values.js";

export function* runMistakes(options: Given): Generator<string> {
  const { streamModes, recursionLimit, inputSchema, contextKeys } = options;
  if (streamModes !== undefined) {
    const modes: readonly unknown[] = Array.isArray(streamModes) ? streamModes : [];
    if (modes.length === 0)
      yield 'streamModes is no list of stream modes; write it like ["updates", "messages-tuple"], or leave it out.';
    for (const mode of modes)
      if (!STREAM_MODES.includes(mode as string))
        yield `streamModes has ${quote(mode)}; choose from ${STREAM_MODES.join(", ")}.`;
  }
  if (
    recursionLimit !== undefined &&
    !(Number.isInteger(recursionLimit) && (recursionLimit as number) > 0)
  )
    yield `recursionLimit is ${quote(recursionLimit)}; write a positive whole number.`;
  if (inputSchema !== undefined && !isStandardSchema(inputSchema))
    yield "inputSchema is no Standard Schema; pass a schema of zod 3.24, valibot, ArkType or newer.";
  yield* listMistakes(contextKeys, "contextKeys");
}

function isStandardSchema(value: unknown): boolean {
  // ArkType's schemas are functions.
  if (typeof value !== "function" && !isObject(value)) return false;
  const standard: unknown = Reflect.get(value, "~standard");
  return isObject(standard) && typeof standard.validate === "function";
}

export function* exposeMistakes(expose: unknown): Generator<string> {
  if (expose === undefined) return;
  if (!isObject(expose)) {
    yield 'expose is no object; pass { stateKeys: ["answer"] } or leave it out.';
    return;
  }
  yield* unknownNames(expose, EXPOSE_NAMES, "expose.");
  yield* listMistakes(expose.stateKeys, "expose.stateKeys");
  for (const name of ["toolData", "reasoning", "runId"])
    yield* booleanMistakes(expose[name], `expose.${name}`);
}
