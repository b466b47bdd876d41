import type { Terminal } from "../../../src/gateway/cli/runCommand.js";

export interface TestTerminal extends Terminal {
  readonly output: () => string;
  readonly errors: () => string;
  /** Does what SIGTERM does. */
  stop(): void;
  /** Resolves with the first match in what was written. */
  waitFor(pattern: RegExp): Promise<string>;
}

/** A terminal whose output is kept. */
export function createTerminal(
  environment: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
): TestTerminal {
  const stop = new AbortController();
  let output = "";
  let errors = "";
  let noticed = () => {};
  return {
    environment,
    cwd,
    signal: stop.signal,
    stop: () => stop.abort(),
    output: () => output,
    errors: () => errors,
    write(text) {
      output += text;
      noticed();
    },
    writeError(text) {
      errors += text;
    },
    waitFor: (pattern) =>
      new Promise((resolve) => {
        noticed = () => {
          const [match] = pattern.exec(output) ?? [];
          if (match !== undefined) resolve(match);
        };
        noticed();
      }),
  };
}
