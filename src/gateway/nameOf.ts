/** The name of an error. Its message may hold what the visitor wrote. */
export function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : typeof cause;
}
