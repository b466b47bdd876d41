import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureVenv, findPython } from "../../../examples/python-faq/ensureVenv.mjs";
import { spawnServer } from "../../../examples/faq-bot/spawnServer.mjs";
import { makeServerFolder, type TestServer } from "../TestServer.js";
import { findPostgres, startPostgres } from "./startPostgres.js";

const here = (path: string) => join(import.meta.dirname, path);
const GRAPHS_FOLDER = here("../python");
/** Aegra 0.7 and later need Python 3.12. */
const OLDEST_MINOR = 12;

/** Returns one sentence about the program that Aegra needs and this machine lacks, or `undefined`. */
export async function findMissingProgram(): Promise<string | undefined> {
  if (!(await findPython(OLDEST_MINOR)))
    return "Aegra needs Python 3.12 or newer. Set PYTHON to its path.";
  if (!findPostgres()) return "Aegra needs PostgreSQL (Debian: apt-get install postgresql).";
  return undefined;
}

/**
 * Starts Aegra with the graphs of the Python test server and with its own PostgreSQL cluster. If the virtual
 * environment is missing, it is created first, which takes about a minute.
 */
export async function startAegra(): Promise<TestServer> {
  const bin = findPostgres();
  if (!bin) throw new Error(await findMissingProgram());
  const python = await ensureVenv({
    requirements: here("requirements.txt"),
    oldestMinor: OLDEST_MINOR,
  });
  const folder = makeServerFolder();
  const config = join(folder.path, "aegra.json");
  writeFileSync(config, JSON.stringify(readGraphs()));
  const postgres = await startPostgres(bin);
  let logs = "";
  const server = await spawnServer(python, [here("serve.py")], {
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      AEGRA_CONFIG: config,
      DATABASE_URL: postgres.url,
      PYTHONPATH: GRAPHS_FOLDER,
      PYTHONDONTWRITEBYTECODE: "1",
      TICKS_FILE: folder.ticksFile,
    },
    onLog: (text) => {
      logs += text;
    },
  }).catch(async (error: unknown) => {
    await postgres.close();
    throw error;
  });
  return {
    url: server.url,
    ticks: () => folder.ticks(),
    logs: () => logs,
    async close() {
      await server.close();
      await postgres.close();
      folder.remove();
    },
  };
}

/** Returns an Aegra configuration with the graphs of the tests, by absolute paths. */
function readGraphs() {
  const { graphs }: { graphs: Record<string, string> } = JSON.parse(
    readFileSync(join(GRAPHS_FOLDER, "langgraph.json"), "utf8"),
  );
  const own = Object.entries(graphs).filter(([, spec]) => spec.startsWith("./"));
  const absolute = own.map(([name, spec]) => [name, join(GRAPHS_FOLDER, spec)]);
  return { dependencies: [GRAPHS_FOLDER], graphs: Object.fromEntries(absolute) };
}
