import { Session } from "node:inspector";

const SOURCES = "/src/markdown/";

/**
 * Counts how often the blocks of the Markdown sources are executed: every turn of a loop and every call is
 * one. The count does not depend on the machine. It leaves out the work within regular expressions.
 *
 * Start it before the sources are imported: V8 counts only what it compiles afterwards.
 */
export class WorkCounter {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#session.post("Profiler.enable");
    this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  count(work: () => void): number {
    this.#take();
    work();
    return this.#take();
  }

  stop(): void {
    this.#session.post("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }

  /** The number of blocks since the last call. */
  #take(): number {
    let count = 0;
    this.#session.post("Profiler.takePreciseCoverage", (error, coverage) => {
      if (error) throw error;
      for (const { url, functions } of coverage.result)
        if (url.includes(SOURCES))
          for (const { ranges } of functions) for (const range of ranges) count += range.count;
    });
    return count;
  }
}
