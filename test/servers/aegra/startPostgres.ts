import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Postgres {
  /** The address of a database that is empty at first. */
  readonly url: string;
  /** Ends the cluster and deletes its files. */
  close(): Promise<void>;
}

/** Debian and Homebrew install PostgreSQL's programs here, outside the PATH. */
const FOLDERS = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

/** Returns the folder with `initdb` and `postgres`, or `undefined` if PostgreSQL is not installed. */
export function findPostgres(): string | undefined {
  const versions = FOLDERS.filter(existsSync).flatMap((folder) =>
    readdirSync(folder).map((version) => join(folder, version, "bin")),
  );
  return [...(process.env.PATH ?? "").split(":"), ...versions].find((bin) =>
    existsSync(join(bin, "initdb")),
  );
}

/** Starts a PostgreSQL cluster in a temporary folder. It listens only on loopback. */
export async function startPostgres(bin: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-postgres-"));
  const data = join(folder, "data");
  const owner = ownerOf(folder);
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  const made = spawnSync(
    join(bin, "initdb"),
    ["-D", data, "-A", "trust", "-U", "aegra", "--no-sync"],
    { ...owner, encoding: "utf8" },
  );
  if (made.status !== 0) {
    removeFolder();
    throw new Error(`initdb failed: ${made.stderr}`);
  }
  const port = await findFreePort();
  const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off"];
  const child = spawn(
    join(bin, "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...owner, stdio: ["ignore", "ignore", "pipe"] },
  );
  const exited = once(child, "exit");
  let logs = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      logs += text;
      if (logs.includes("ready to accept connections")) resolve();
    });
    void exited.then(() => reject(new Error(`PostgreSQL ended: ${logs}`)), reject);
  });
  return {
    url: `postgresql://aegra@127.0.0.1:${port}/postgres`,
    async close() {
      // SIGINT closes open connections. SIGTERM waits for them.
      child.kill("SIGINT");
      await exited;
      removeFolder();
    },
  };
}

/**
 * Returns the user that runs PostgreSQL. PostgreSQL refuses to run as root. So root gives the folder to the user
 * `postgres`, which Debian's package creates.
 */
function ownerOf(folder: string): { uid?: number; gid?: number; cwd: string } {
  if (process.getuid?.() !== 0) return { cwd: folder };
  const [uid, gid] = ["-u", "-g"].map((flag) =>
    Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout),
  );
  if (!uid || !gid)
    throw new Error("PostgreSQL refuses to run as root, and the user postgres does not exist.");
  chownSync(folder, uid, gid);
  return { uid, gid, cwd: folder };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a TCP server always has this kind of address
  server.close();
  await once(server, "close");
  return port;
}
