// Plain JavaScript: start.mjs has to load before anything is installed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const SERVER = fileURLToPath(new URL("src/server.ts", import.meta.url));
/** How long an assistant that was asked to end may take, before it is killed. */
const END_TIMEOUT_MS = 3_000;

/**
 * Starts the assistant as a process of its own and resolves once it answers. Types: spawnAssistant.d.mts.
 * The process ends with this one, however this one ends: it watches the IPC channel between them.
 */
export async function spawnAssistant({ graphs = {}, env = {}, onLog = logToStderr, signal } = {}) {
  const graphArguments = Object.entries(graphs).flatMap(([id, spec]) => [
    "--graph",
    `${id}=${spec}`,
  ]);
  // Resolved here, so that it is found from any working directory.
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), SERVER, ...graphArguments],
    { stdio: ["ignore", "pipe", "pipe", "ipc"], env: { ...process.env, ...env } },
  );
  const exited = once(child, "exit");
  const close = async () => {
    child.kill("SIGTERM");
    const kill = setTimeout(() => child.kill("SIGKILL"), END_TIMEOUT_MS);
    await exited;
    clearTimeout(kill);
  };

  signal?.addEventListener("abort", close, { once: true });
  const url = await readUrl(child, exited, onLog);
  signal?.removeEventListener("abort", close);
  return { url, exited: exited.then(() => undefined), close };
}

/** Reads the one line of JSON the assistant prints when it is ready; later output goes to `onLog`. */
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
  // Once it is ready nobody waits for this promise any more.
  ended.catch(() => {});

  const url = await Promise.race([ready, ended]);
  child.stderr.off("data", collect).on("data", onLog);
  if (complaints !== "") onLog(complaints);
  return url;
}

function logToStderr(text) {
  process.stderr.write(text);
}
