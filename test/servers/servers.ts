/** Lists the servers for suites: `describe.each(SERVERS)("on the $name server", …)`. */
import { findPython } from "../../examples/python-faq/ensureVenv.mjs";
import { startJavaScriptServer } from "./startJavaScriptServer.js";
import { startPythonServer } from "./startPythonServer.js";
import type { StartOptions, TestServer } from "./TestServer.js";

export interface ServerUnderTest {
  readonly name: "JavaScript" | "Python";
  start(options?: StartOptions): Promise<TestServer>;
}

const JAVASCRIPT: ServerUnderTest = { name: "JavaScript", start: startJavaScriptServer };
const PYTHON: ServerUnderTest = { name: "Python", start: startPythonServer };

/** Without Python the suites run only on the JavaScript server. In CI they run on both, so a missing Python fails. */
const isPythonTested = Boolean(process.env.CI) || (await findPython()) !== undefined;

export const SERVERS: readonly ServerUnderTest[] = isPythonTested
  ? [JAVASCRIPT, PYTHON]
  : [JAVASCRIPT];
