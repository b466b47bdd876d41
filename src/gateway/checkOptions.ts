/** Every mistake that an operator's options can have, each with its fix. `checks/` has one topic a file. */
import { limitMistakes, storeMistakes } from "./checks/checkLimits.js";
import { exposeMistakes, runMistakes } from "./checks/checkRuns.js";
import { feedbackMistakes, upstreamMistakes } from "./checks/checkUpstream.js";
import {
  assistantMistakes,
  basePathMistakes,
  originMistakes,
  proxyMistakes,
} from "./checks/checkVisitors.js";
import { NAMES } from "./checks/optionNames.js";
import { booleanMistakes, isObject, unknownNames, type Given } from "./checks/values.js";
import type { GatewayOptions } from "./options.js";

/** The options of a gateway have mistakes. The message has one sentence with the fix for each of them. */
export class GatewayConfigError extends Error {
  override readonly name = "GatewayConfigError";

  /** @param mistakes one sentence each */
  constructor(readonly mistakes: readonly string[]) {
    super(["The gateway's options have mistakes:", ...mistakes].join("\n- "));
  }
}

/** @throws {GatewayConfigError} that lists every mistake */
export function checkOptions(options: GatewayOptions): void {
  // Callers without types, and values from a file or the environment, can be anything.
  const mistakes = isObject(options)
    ? [...findMistakes(options)]
    : ["The options are no object; pass { upstream, assistants, allowedOrigins }."];
  if (mistakes.length > 0) throw new GatewayConfigError(mistakes);
}

function* findMistakes(options: Given): Generator<string> {
  yield* unknownNames(options, NAMES, "");
  yield* upstreamMistakes(options.upstream);
  yield* assistantMistakes(options.assistants);
  yield* originMistakes(options);
  yield* basePathMistakes(options.basePath);
  yield* limitMistakes(options.limits);
  yield* storeMistakes(options.limitStore);
  yield* proxyMistakes(options.trustedProxies);
  yield* runMistakes(options);
  yield* exposeMistakes(options.expose);
  yield* feedbackMistakes(options.feedback);
  for (const name of ["allowMissingOrigin", "streamSubgraphs", "reportQuestions"])
    yield* booleanMistakes(options[name], name);
  for (const name of ["authorize", "onRun", "log"])
    if (options[name] !== undefined && typeof options[name] !== "function")
      yield `${name} is no function; pass a function or leave it out.`;
}
