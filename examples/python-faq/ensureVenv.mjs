// This file is JavaScript, because start.mjs imports it before a TypeScript loader is installed.
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The folder of the environments: one folder for each content of a requirements file. Git ignores it. */
const VENVS = fileURLToPath(new URL("../../.venvs/", import.meta.url));
const POLL_MS = 250;

/** Prints the version. Fails if Python cannot create virtual environments, as on Debian without python3-venv. */
const PROBE = "import ensurepip, sys, venv; print(*sys.version_info[:3], sep='.')";
const CANDIDATES = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];

export const PYTHON_IS_MISSING =
  "Python 3.11 or newer with its venv module was not found. Install it (Debian and Ubuntu: apt install python3 python3-venv), " +
  "or set PYTHON to its path.";

/** The types are in ensureVenv.d.mts. */
export async function findPython(oldestMinor = 11) {
  const { PYTHON } = process.env;
  for (const command of PYTHON ? [PYTHON] : CANDIDATES) {
    try {
      const { stdout } = await promisify(execFile)(command, ["-c", PROBE]);
      const [major, minor] = stdout.trim().split(".").map(Number);
      if (major === 3 && minor >= oldestMinor) return { command, version: stdout.trim() };
    } catch {
      // This Python is missing or has no venv module, so try the next one.
    }
  }
  return undefined;
}

/** The types are in ensureVenv.d.mts. */
export async function ensureVenv({ requirements, oldestMinor, onLog = logToStderr, signal }) {
  const python = await findPython(oldestMinor);
  if (python === undefined) throw new Error(PYTHON_IS_MISSING);
  const hash = createHash("sha256")
    .update(python.version)
    .update(await readFile(requirements));
  const folder = path.join(VENVS, hash.digest("hex").slice(0, 12));
  const executable = path.join(
    folder,
    process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
  );
  // The installation writes this file last. Without it, the next call installs again.
  const stamp = path.join(folder, "complete");
  if (await exists(stamp)) return executable;

  await mkdir(VENVS, { recursive: true });
  const unlock = await lock(`${folder}.lock`, signal);
  try {
    if (await exists(stamp)) return executable;
    onLog("Installing the Python packages. This happens once and takes about a minute.\n");
    await rm(folder, { recursive: true, force: true });
    await run(python.command, ["-m", "venv", folder], signal);
    const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
    await run(executable, [...pip, "--requirement", requirements], signal);
    await writeFile(stamp, "");
    return executable;
  } finally {
    await unlock();
  }
}

/** Locks the folder, because two installations at the same time would break it. A second process waits. */
async function lock(file, signal) {
  for (;;) {
    signal?.throwIfAborted();
    try {
      await writeFile(file, String(process.pid), { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const owner = Number(await readFile(file, "utf8").catch(() => ""));
    // If the owner was killed, its lock file is left over.
    if (owner > 0 && !isAlive(owner)) await rm(file, { force: true });
    else await wait(POLL_MS, undefined, { signal });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Runs a program. Rejects with its error output if it fails. */
async function run(command, args, signal) {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], signal });
  let errorOutput = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (errorOutput += text));
  const [code] = await once(child, "close");
  if (code !== 0) {
    throw new Error(`\`${[command, ...args].join(" ")}\` failed:\n${errorOutput.trim()}`);
  }
}

async function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}

function logToStderr(text) {
  process.stderr.write(text);
}
