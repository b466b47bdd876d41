import type { Preview } from "@storybook/react-vite";
import { expect, spyOn } from "storybook/test";

/**
 * Makes a story fail if it writes errors or warnings to the console. A story that has to write some lists them:
 * `parameters: { console: [/could not be reached/] }`. Each entry must match a line, in order.
 *
 * A built Storybook has no guard, because production code does not write what helps developers.
 */
export const consoleGuard: Pick<Preview, "beforeEach" | "afterEach"> = import.meta.env.DEV
  ? { beforeEach: watchConsole, afterEach: checkConsole }
  : {};

let lines: string[] = [];

function watchConsole(): () => void {
  lines = [];
  const spies = [spyOn(console, "error"), spyOn(console, "warn")];
  for (const spy of spies)
    spy.mockImplementation((...args: unknown[]) => {
      lines.push(args.map(String).join(" "));
    });
  return function restoreConsole() {
    for (const spy of spies) spy.mockRestore();
  };
}

async function checkConsole({ parameters }: { parameters: Record<string, unknown> }) {
  const expected = (parameters["console"] ?? []) as readonly RegExp[]; // Storybook does not type parameters
  await expect(lines).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
}
