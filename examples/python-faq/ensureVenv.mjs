// Plain JavaScript: start.mjs has to load before anything is installed.
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Git ignores it. One folder for each content of a requirements file. */
const VENVS = fileURLToPath(new URL("../../.venvs/", import.meta.url));
const POLL_MS = 250;

/** Prints the version and fails where Python cannot make virtual environments (Debian without python3-venv). */
const PROBE = "import ensurepip, sys, venv; print(*sys.version_info[:3], sep='.')";
const CANDIDATES = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];

export const PYTHON_IS_MISSING =
  "No Python 3.11 or newer with its venv module was found; install it (Debian and Ubuntu: apt install python3 python3-venv), " +
  "or set PYTHON to the path of one.";

/** Types: ensureVenv.d.mts. */
export async function findPython(oldestMinor = 11) {
  const { PYTHON } = process.env;
  for (const command of PYTHON ? [PYTHON] : CANDIDATES) {
    try {
      const { stdout } = await promisify(execFile)(command, ["-c", PROBE]);
      const [major, minor] = stdout.trim().split(".").map(Number);
      if (major === 3 && minor >= oldestMinor) return { command, version: stdout.trim() };
    } catch {
      // It is missing, or it has no venv module: try the next one.
    }
  }
  return undefined;
}

/** Types: ensureVenv.d.mts. */
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
  // Written last, so that an interrupted installation is made again.
  const stamp = path.join(folder, "complete");
  if (await exists(stamp)) return executable;

  await mkdir(VENVS, { recursive: true });
  const unlock = await lock(`${folder}.lock`, signal);
  try {
    if (await exists(stamp)) return executable;
    onLog("Installing the Python packages; this happens once and takes a minute or so.\n");
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

/** Two processes that install at the same time would spoil each other's work, so the second one waits. */
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
    // An owner that was killed left its lock behind.
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

/** Rejects with the program's own words when it fails. */
async function run(command, args, signal) {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], signal });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (complaints += text));
  const [code] = await once(child, "close");
  if (code !== 0) {
    throw new Error(`\`${[command, ...args].join(" ")}\` failed:\n${complaints.trim()}`);
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
