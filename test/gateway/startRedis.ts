import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRedis } from "./findPrograms.mjs";

export interface TestRedis {
  readonly url: string;
  /** Ends the server at once. Nothing that it held is kept. */
  kill(): Promise<void>;
  /** Lets the server hang: connections stay open, and nothing is answered until `resume`. */
  pause(): void;
  resume(): void;
  /** Starts the server again on the same port, empty. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether tests with Redis run. In CI a missing program fails them. */
export const isRedisTested = findRedis() !== undefined || Boolean(process.env.CI);

/** Starts a redis-server on a free port of this machine, without persistence. */
export async function startRedis(): Promise<TestRedis> {
  const program = findRedis();
  if (!program)
    throw new Error("redis-server was not found. Install it, or set REDIS_SERVER_PATH.");
  const folder = await mkdtemp(join(tmpdir(), "oneshot-chat-redis-"));
  const port = await findFreePort();
  const run = () => startOn(program, port, folder);
  let server = await run();

  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, "exit");
    server.kill("SIGKILL");
    await exit;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    pause: () => void server.kill("SIGSTOP"),
    resume: () => void server.kill("SIGCONT"),
    async restart() {
      await kill();
      server = await run();
    },
    async stop() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

async function startOn(program: string, port: number, folder: string): Promise<ChildProcess> {
  const settings = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const server = spawn(program, ["--port", String(port), ...settings]);
  await new Promise<void>((resolve, reject) => {
    let log = "";
    server.stdout.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      if (log.includes("Ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(`redis-server did not start:\n${log}`)));
    server.once("error", reject);
  });
  return server;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || !address) throw new Error("the server has no port");
  return address.port;
}
