export interface FoundPython {
  /** The command that starts it: a name on the PATH, or the value of `PYTHON`. */
  readonly command: string;
  /** `"3.11.7"` */
  readonly version: string;
}

/** The message of `ensureVenv`'s error if `findPython` finds nothing. It names the fix. */
export const PYTHON_IS_MISSING: string;

/**
 * Finds a Python that can run LangGraph's server, with its `venv` module. It tries the environment variable `PYTHON` if
 * that is set, and the usual names on the PATH otherwise.
 *
 * @param oldestMinor the oldest version that works, as the minor number of 3.x. Default 11.
 */
export function findPython(oldestMinor?: number): Promise<FoundPython | undefined>;

/**
 * Creates a virtual environment with the packages of a requirements file, unless it exists. Resolves with the path of
 * its Python. The environment is in `.venvs/` at the root of the checkout. Each content of the file and each version of
 * Python has its own folder, so a changed file gets a new one. Processes that call this at the same time share one
 * installation.
 *
 * Rejects with `PYTHON_IS_MISSING`, or with pip's error output.
 */
export function ensureVenv(options: {
  /** The path of the requirements file. */
  requirements: string;
  /** The oldest version that the packages support, as the minor number of 3.x. Default 11. */
  oldestMinor?: number | undefined;
  /** Gets one line before an installation starts. Default: writes it to stderr. */
  onLog?: ((text: string) => void) | undefined;
  /** Aborts the installation. Then the promise rejects. */
  signal?: AbortSignal | undefined;
}): Promise<string>;
