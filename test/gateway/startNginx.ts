/** Starts nginx with the file of examples/gateway, on a free port of this machine. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { findNginx } from "./findPrograms.mjs";

const EXAMPLE = join(import.meta.dirname, "../../examples/gateway/nginx.conf");

/** Whether tests with nginx run. In CI a missing program fails them. */
export const isNginxTested = findNginx() !== undefined || Boolean(process.env.CI);

export interface TestNginx {
  /** The address that pages ask, which nginx passes to the gateway. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * @param gatewayPort the port of the gateway
 * @param change replaces parts of the file, such as a time
 */
export async function startNginx(
  gatewayPort: number,
  change: (file: string) => string = (file) => file,
): Promise<TestNginx> {
  const program = findNginx();
  if (!program) throw new Error("nginx was not found. Install it, or set NGINX_PATH.");
  const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-nginx-"));
  const port = await findFreePort();
  // nginx would write to folders of the system otherwise.
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const folders = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ");
  const file = change(readFileSync(EXAMPLE, "utf8"))
    .replace("http {", `http { access_log off; ${folders}`)
    .replace("listen 8080;", `listen 127.0.0.1:${port};`)
    .replace("127.0.0.1:8787", `127.0.0.1:${gatewayPort}`);
  const path = join(folder, "nginx.conf");
  writeFileSync(path, file);
  const process = "daemon off; master_process off; error_log stderr;";
  const flags = ["-p", folder, "-c", path, "-g", `${process} pid ${folder}/nginx.pid;`];
  const server = spawn(program, flags, { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const exited = once(server, "exit");
  while (!(await isListening(port))) {
    if (server.exitCode !== null) throw new Error(`nginx did not start:\n${log}`);
    await wait(20);
  }
  return {
    url: `http://127.0.0.1:${port}/api/faq`,
    async stop() {
      server.kill("SIGKILL");
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || !address) throw new Error("the server has no port");
  return address.port;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
