/** A LangGraph server that runs for tests: the same for every language. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestServer {
  /** Where it listens, without a slash at the end: `"http://127.0.0.1:41233"`. */
  readonly url: string;
  /** How often a `slow` or `silent` node has done a bit of work, over all runs. */
  ticks(): number;
  /** What the server has written to its log so far: failed runs, mostly. */
  logs(): string;
  /** Ends the process and deletes its files; resolves when both are gone. Can be called twice. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** Graphs to serve besides the usual ones: `{ name: "/path/to/file.ts:export" }`. */
  readonly graphs?: Readonly<Record<string, string>>;
  /** Environment variables besides this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What each server gets to leave its files in. Deleted by `remove()`. */
export interface ServerFolder {
  readonly path: string;
  /** For the environment of the server: its nodes append a byte to this file at each bit of work. */
  readonly ticksFile: string;
  ticks(): number;
  remove(): void;
}

export function makeServerFolder(): ServerFolder {
  const path = mkdtempSync(join(tmpdir(), "oneshot-chat-server-"));
  const ticksFile = join(path, "ticks");
  return {
    path,
    ticksFile,
    ticks() {
      try {
        return readFileSync(ticksFile).length;
      } catch {
        return 0;
      }
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
