/** The interface of a LangGraph server for tests. It is the same for every language. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestServer {
  /** The server's address without a slash at the end: `"http://127.0.0.1:41233"`. */
  readonly url: string;
  /** Returns how often the `slow` and `silent` nodes of all runs have ticked. They tick while they work. */
  ticks(): number;
  /** Returns the server's log so far. Most of it is about failed runs. */
  logs(): string;
  /** Ends the process and deletes its files. Resolves when both are gone. A second call does nothing. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** Further graphs to serve: `{ name: "/path/to/file.ts:export" }`. */
  readonly graphs?: Readonly<Record<string, string>>;
  /** Further environment variables. The server also gets those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A temporary folder for the files of one server. */
export interface ServerFolder {
  readonly path: string;
  /** The path that the server gets as `TICKS_FILE`. Its nodes append one byte for each tick. */
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
