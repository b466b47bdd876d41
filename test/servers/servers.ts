/** The servers that the suites run on: `describe.each(SERVERS)("on the $name server", …)`. */
import { preparePython } from "./python/environment.mjs";
import { startJavaScriptServer } from "./startJavaScriptServer.js";
import { startPythonServer } from "./startPythonServer.js";
import type { StartOptions, TestServer } from "./TestServer.js";

export interface ServerUnderTest {
  readonly name: "JavaScript" | "Python";
  start(options?: StartOptions): Promise<TestServer>;
}

const JAVASCRIPT: ServerUnderTest = { name: "JavaScript", start: startJavaScriptServer };
const PYTHON: ServerUnderTest = { name: "Python", start: startPythonServer };

export const SERVERS: readonly ServerUnderTest[] = hasPython()
  ? [JAVASCRIPT, PYTHON]
  : [JAVASCRIPT];

/** Without Python the suites run on the other server alone. In CI a missing Python fails. */
function hasPython(): boolean {
  if (process.env.CI) return true;
  try {
    preparePython();
    return true;
  } catch {
    return false;
  }
}
