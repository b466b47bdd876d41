import { useState } from "react";

/**
 * Returns the object of the last render if the new one has the same entries. Pages write
 * `components={{ … }}`, and a new object in each render would make React render every block again.
 */
export function useUnchanged<Value extends object | undefined>(value: Value): Value {
  const [kept, keep] = useState(value);
  if (holdsSame(kept, value)) return kept;
  keep(value);
  return value;
}

function holdsSame(some: object | undefined, others: object | undefined): boolean {
  if (!some || !others) return some === others;
  const [entries, otherEntries] = [Object.entries(some), Object.entries(others)];
  return (
    entries.length === otherEntries.length &&
    entries.every(([key, value]) => Object.is((others as Record<string, unknown>)[key], value))
  );
}
