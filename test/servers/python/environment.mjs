// Plain JavaScript, because test/run.mjs uses it too.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");
const CACHE = join(ROOT, "node_modules/.cache/oneshot-chat");
const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
const EXECUTABLE = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";

/** Prints the version. Fails where Python cannot make virtual environments, as Debian's without python3-venv. */
const PROBE = "import ensurepip, venv, sys; print(*sys.version_info[:2])";
const COMMANDS = ["python3", "python", "python3.13", "python3.12", "python3.11"];

/**
 * The Python of a virtual environment with the packages of `requirements.txt`. Makes the environment when it is
 * missing, which takes about a minute and needs a package index; `onInstall` is called before.
 *
 * Several processes may call this at once: each builds in a folder of its own, and the first to finish renames
 * it to the final one. The name holds a hash of the requirements, so a changed lock makes a new environment.
 *
 * @param {() => void} [onInstall]
 * @returns {string} the path of the executable
 * @throws {Error} one sentence that says what is missing
 */
export function preparePython(onInstall = () => {}) {
  const found = findPython();
  const hash = createHash("sha256").update(readFileSync(REQUIREMENTS));
  const name = hash
    .update(found?.version ?? "")
    .digest("hex")
    .slice(0, 12);
  const folder = join(CACHE, `python-${name}`);
  const executable = join(folder, EXECUTABLE);
  if (existsSync(executable)) return executable;
  if (!found)
    throw new Error(
      "No Python 3.11 or newer with venv and pip was found; install one, or set PYTHON to its path.",
    );

  onInstall();
  mkdirSync(CACHE, { recursive: true });
  const building = mkdtempSync(join(CACHE, "building-"));
  try {
    run(found.command, ["-m", "venv", building]);
    const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
    run(join(building, EXECUTABLE), [...pip, "--require-hashes", "--requirement", REQUIREMENTS]);
    renameSync(building, folder);
  } catch (error) {
    // Another process may have finished first.
    if (!existsSync(executable)) throw error;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return executable;
}

/** @returns {{ command: string, version: string } | undefined} */
function findPython() {
  const { PYTHON } = process.env;
  for (const command of PYTHON ? [PYTHON] : COMMANDS) {
    const { status, stdout } = spawnSync(command, ["-c", PROBE], { encoding: "utf8" });
    if (status !== 0) continue;
    const [major = 0, minor = 0] = stdout.split(" ").map(Number);
    if (major === 3 && minor >= 11) return { command, version: stdout.trim() };
  }
  return undefined;
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split("\n").at(-1);
  throw new Error(`The Python packages could not be installed: ${reason}`);
}
