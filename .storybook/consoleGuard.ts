import type { Preview } from "@storybook/react-vite";
import { expect, spyOn } from "storybook/test";

/**
 * Makes a story fail if it writes errors or warnings to the console. A story that has to write some lists them:
 * `parameters: { console: [/could not be reached/] }`. Each entry must match a line, in order.
 */
export const consoleGuard: Pick<Preview, "beforeEach" | "afterEach"> = {
  beforeEach() {
    lines = [];
    const spies = [spyOn(console, "error"), spyOn(console, "warn")];
    for (const spy of spies) spy.mockImplementation((...args: unknown[]) => addLine(args));
    return function restoreConsole() {
      for (const spy of spies) spy.mockRestore();
    };
  },
  async afterEach({ parameters }) {
    const expected = (parameters["console"] ?? []) as readonly RegExp[]; // Storybook does not type parameters
    await expect(lines).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  },
};

let lines: string[] = [];

function addLine(args: readonly unknown[]): void {
  lines.push(args.map(String).join(" "));
}
