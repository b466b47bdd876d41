export interface FoundPython {
  /** What starts it: a name on the PATH, or the value of `PYTHON`. */
  readonly command: string;
  /** `"3.11.7"` */
  readonly version: string;
}

/** What `ensureVenv` rejects with when `findPython` finds nothing: one sentence with the fix. */
export const PYTHON_IS_MISSING: string;

/**
 * Finds a Python that LangGraph's server runs on: 3.11 (or another 3.x) or newer, with its `venv` module. Looks at the environment
 * variable `PYTHON` if that is set, otherwise at the usual names on the PATH.
 */
export function findPython(oldestMinor?: number): Promise<FoundPython | undefined>;

/**
 * Makes a virtual environment with the packages of a requirements file, when it is missing, and resolves with the
 * path of its Python. It lives in `.venvs/` at the root of the checkout, in one folder for each content of
 * the file and version of Python, so a changed file gets a new one. Processes that ask at the same time share one
 * installation.
 *
 * Rejects with `PYTHON_IS_MISSING`, or with pip's own words.
 */
export function ensureVenv(options: {
  /** Path of the requirements file. */
  requirements: string;
  /** The oldest 3.x that the packages run on. Default: 11. */
  oldestMinor?: number | undefined;
  /** Gets one line before an installation starts. Default: to stderr. */
  onLog?: ((text: string) => void) | undefined;
  /** Gives up the installation and rejects. */
  signal?: AbortSignal | undefined;
}): Promise<string>;
