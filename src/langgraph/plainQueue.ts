/**
 * Stands in for `p-queue` inside the SDK's build: runs each task at once. The SDK's queue limits how many calls run
 * at the same time, without a limit by default, and each submission has a client of its own with one call. The
 * real queue would cost every visitor 4 kB gzip for that. `vite.config.ts` puts this in its place.
 */
export default class PlainQueue {
  /** Runs the task and gives its result. Later arguments (priority, timeout) mean nothing without a queue. */
  async add<T>(task: () => Promise<T>): Promise<T> {
    return task();
  }
}
