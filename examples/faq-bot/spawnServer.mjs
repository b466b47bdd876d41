// Plain JavaScript: start.mjs has to load before anything is installed.
import { spawn } from "node:child_process";
import { once } from "node:events";

/** How long a server may take to end before it is killed. */
const END_TIMEOUT_MS = 3_000;

/**
 * Starts a program that prints one line, {"url":"http://127.0.0.1:41233"}, once it answers. Types: spawnServer.d.mts.
 */
export async function spawnServer(command, args, options) {
  const { stdio, env = {}, onLog = logToStderr, signal } = options;
  const child = spawn(command, args, { stdio, env: { ...process.env, ...env } });
  // A program that cannot be started has no exit; its error says more.
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

/** Reads the one line of JSON the server prints when it is ready; later output goes to `onLog`. */
async function readUrl(child, exited, onLog) {
  let complaints = "";
  const collect = (text) => (complaints += text);
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
    throw new Error(complaints.trim() || `The assistant ended with ${signal ?? `code ${code}`}.`);
  });
  // Once the server is ready, nothing waits for this promise any more.
  ended.catch(() => {});

  const url = await Promise.race([ready, ended]);
  child.stderr.off("data", collect).on("data", onLog);
  if (complaints !== "") onLog(complaints);
  return url;
}

function logToStderr(text) {
  process.stderr.write(text);
}
