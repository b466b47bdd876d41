// @vitest-environment node
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findPython, PYTHON_IS_MISSING } from "../../examples/python-faq/ensureVenv.mjs";
import { spawnPythonAssistant } from "../../examples/python-faq/spawnPythonAssistant.mjs";

const EXAMPLE = join(import.meta.dirname, "../../examples/python-faq");
const isPythonTested = Boolean(process.env.CI) || (await findPython()) !== undefined;
/** The first start creates the virtual environment, which takes time. */
const START_TIMEOUT_MS = 300_000;

/** The temporary folder for the server's state, so that the test can look for leftover files. */
let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "oneshot-chat-python-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true, force: true });
});

const options = () => ({ env: { TMPDIR: temporary, FAQ_BOT_MODEL: "extractive" } });
const isListening = (url: string) =>
  fetch(`${url}/ok`).then(
    () => true,
    () => false,
  );

test.skipIf(!isPythonTested)(
  "the Python server answers on loopback, and closing it deletes its files",
  { timeout: START_TIMEOUT_MS },
  async () => {
    const server = await spawnPythonAssistant(options());
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await isListening(server.url)).toBe(true);
    expect(readdirSync(temporary)).toHaveLength(1);
    await server.close();
    await server.exited;
    expect(await isListening(server.url)).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
    expect(existsSync(join(EXAMPLE, ".langgraph_api"))).toBe(false);
  },
);

test.skipIf(!isPythonTested)(
  "the Python server ends when the process that started it is killed",
  { timeout: START_TIMEOUT_MS },
  async () => {
    const script = `
      const { spawnPythonAssistant } = await import(${JSON.stringify(join(EXAMPLE, "spawnPythonAssistant.mjs"))});
      const { url } = await spawnPythonAssistant(${JSON.stringify(options())});
      console.log(url);
    `;
    const parent = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [url] = (await once(createInterface({ input: parent.stdout }), "line")) as [string];
    parent.kill("SIGKILL");
    await vi.waitFor(async () => expect(await isListening(url)).toBe(false), 10_000);
    await vi.waitFor(() => expect(readdirSync(temporary)).toEqual([]), 10_000);
  },
);

test("without Python the start fails with one sentence that names the fix", async () => {
  vi.stubEnv("PYTHON", join(temporary, "no-python-here"));
  await expect(spawnPythonAssistant()).rejects.toThrow(PYTHON_IS_MISSING);
});

test.skipIf(!isPythonTested)(
  "a graph that cannot be loaded is reported in the server's own words",
  { timeout: START_TIMEOUT_MS },
  async () => {
    const graphs = { missing: join(temporary, "missing.py:graph") };
    await expect(spawnPythonAssistant({ ...options(), graphs })).rejects.toThrow(/missing\.py/);
  },
);
