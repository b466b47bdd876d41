/** Starts the processes of this bench, each built into one file without a loader. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

export interface Peer<To, From> {
  /** Sends a message and waits for the next one. */
  ask(message: To): Promise<From>;
  /** Sends a message that is not answered. */
  tell(message: To): void;
  close(): Promise<void>;
}

/** Builds the programs below `node_modules`, where they find their packages. */
export async function buildPrograms(): Promise<{ folder: string; remove(): void }> {
  const folder = mkdtempSync(join(import.meta.dirname, "../../node_modules/.bench-gateway-"));
  await build({
    entryPoints: ["upstream", "visitors", "middle"].map((name) =>
      join(import.meta.dirname, `${name}.ts`),
    ),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function start<To extends object | string, From>(
  folder: string,
  program: "upstream" | "visitors" | "middle",
): Peer<To, From> & { readonly first: Promise<From> } {
  const child = fork(join(folder, `${program}.mjs`), {
    // Without the loader of this process, which changes the code that it loads.
    execArgv: [],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const next = () => nextMessage<From>(child, program);
  return {
    first: program === "upstream" ? next() : new Promise(() => {}),
    ask(message) {
      const answer = next();
      child.send(message);
      return answer;
    },
    tell: (message) => void child.send(message),
    async close() {
      child.removeAllListeners("exit");
      if (child.exitCode !== null) return;
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function nextMessage<From>(child: ChildProcess, program: string): Promise<From> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`${program} has ended with ${code}.`));
    child.once("exit", fail);
    child.once("message", (message: From) => {
      child.off("exit", fail);
      resolve(message);
    });
  });
}
