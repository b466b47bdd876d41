import { spawn } from "node:child_process";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

/** Returns the path of a program that npm has installed. */
export const bin = (name) => join(ROOT, "node_modules", ".bin", name);

/**
 * Runs a program in the repository.
 *
 * @param {object} [options]
 * @param {"now" | "atTheEnd" | "never"} [options.show] when its output is shown. Programs that run side by side show
 * theirs at the end, because it would mix. Errors that `never` hides are shown at once. Default: `now`
 * @param {string} [options.title] the line above the output
 * @param {Record<string, string>} [options.env] further environment variables
 * @returns {Promise<boolean>} whether the program succeeded
 */
export function runProgram(command, args, { show = "now", title, env } = {}) {
  const heading = title ? `\n── ${title}\n` : "";
  if (show === "now") process.stdout.write(heading);
  const out = { now: "inherit", atTheEnd: "pipe", never: "ignore" }[show];
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ["ignore", out, show === "atTheEnd" ? "pipe" : "inherit"],
    env: { ...process.env, ...env },
  });
  const output = [];
  child.stdout?.on("data", (piece) => output.push(piece));
  child.stderr?.on("data", (piece) => output.push(piece));
  return new Promise((resolve) => {
    const end = (succeeded) => {
      if (show === "atTheEnd") process.stdout.write(heading + Buffer.concat(output).toString());
      resolve(succeeded);
    };
    child.on("error", (error) => {
      console.log(error.message);
      end(false);
    });
    child.on("close", (code) => end(code === 0));
  });
}
