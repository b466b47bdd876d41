/** What the SDK hands over with a task. With no retries, its other options mean nothing. */
interface RetryOptions {
  /** Looks at the failure, and may throw another error in its place. */
  onFailedAttempt(attempt: { readonly error: unknown; readonly retriesLeft: 0 }): Promise<void>;
}

/**
 * Replaces `p-retry` in the SDK's build: tries once. Our client never repeats a request, because each repeat could be
 * another paid run, so only the part of `p-retry` that judges a failure is needed. The real one would cost every
 * visitor 1.1 kB gzip. `vite.config.ts` puts this in its place.
 */
export default async function plainRetry<T>(
  task: () => Promise<T>,
  { onFailedAttempt }: RetryOptions,
): Promise<T> {
  try {
    return await task();
  } catch (error) {
    await onFailedAttempt({ error, retriesLeft: 0 });
    throw error;
  }
}
