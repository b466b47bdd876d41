// This file is JavaScript, because start.mjs imports it before a TypeScript loader is installed.
import { spawn } from "node:child_process";
import { once } from "node:events";

/** The time that a server has to end before it is killed. */
const END_TIMEOUT_MS = 3_000;

/**
 * Starts a program that prints one line, {"url":"http://127.0.0.1:41233"}, when it answers requests. The types are in
 * spawnServer.d.mts.
 */
export async function spawnServer(command, args, options) {
  const { stdio, env = {}, onLog = logToStderr, signal } = options;
  const child = spawn(command, args, { stdio, env: { ...process.env, ...env } });
  // A program that does not start has no exit event. Its error event rejects this promise.
  const exited = once(child, "exit");
  exited.catch(() => {});
  const close = async () => {
    child.kill("SIGTERM");
    const kill = setTimeout(() => child.kill("SIGKILL"), END_TIMEOUT_MS);
    await exited.catch(() => {});
    clearTimeout(kill);
  };

  signal?.addEventListener("abort", close, { once: true });
  if (signal?.aborted) void close();
  const url = await readUrl(child, exited, onLog);
  signal?.removeEventListener("abort", close);
  return { url, exited: exited.then(() => undefined), close };
}

/** Reads the line of JSON that the server prints when it is ready. Later output goes to `onLog`. */
async function readUrl(child, exited, onLog) {
  let errorOutput = "";
  const collect = (text) => (errorOutput += text);
  child.stderr.setEncoding("utf8").on("data", collect);

  let printed = "";
  const ready = new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", function read(text) {
      printed += text;
      const end = printed.indexOf("\n");
      if (end === -1) return;
      child.stdout.off("data", read).on("data", onLog);
      try {
        resolve(JSON.parse(printed.slice(0, end)).url);
      } catch {
        reject(new Error(`The assistant printed something else than its address: ${printed}`));
      }
    });
  });
  const ended = exited.then(([code, signal]) => {
    throw new Error(errorOutput.trim() || `The assistant ended with ${signal ?? `code ${code}`}.`);
  });
  // After the start no code waits for this promise, so a rejection must not be unhandled.
  ended.catch(() => {});

  const url = await Promise.race([ready, ended]);
  child.stderr.off("data", collect).on("data", onLog);
  if (errorOutput !== "") onLog(errorOutput);
  return url;
}

function logToStderr(text) {
  process.stderr.write(text);
}
