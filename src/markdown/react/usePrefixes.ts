import { useEffect, useMemo, useRef } from "react";
import { toPrefix } from "../parser/index.js";
import { useUnchanged } from "./useUnchanged.js";

const NO_PREFIXES: readonly string[] = [];

/**
 * The prefixes if all of them can work, else none, so that nothing is allowed. A mistake is reported with one
 * `console.error` and never thrown: a missing environment variable must not take a page down.
 *
 * @param option the name of the option, for the report
 */
export function usePrefixes(
  option: string,
  prefixes: readonly string[] | undefined,
): readonly string[] {
  const given = useUnchanged(prefixes) ?? NO_PREFIXES;
  const mistake = useMemo(() => mistakeIn(given, option), [given, option]);
  const reported = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (mistake === reported.current) return;
    reported.current = mistake;
    if (mistake !== undefined) console.error(`oneshot-chat: ${mistake}`);
  }, [mistake]);
  return mistake === undefined ? given : NO_PREFIXES;
}

function mistakeIn(prefixes: readonly string[], option: string): string | undefined {
  if (!Array.isArray(prefixes)) return `${option} is not a list; pass a list of addresses`;
  try {
    for (const prefix of prefixes) toPrefix(prefix, option);
    return undefined;
  } catch (error) {
    return (error as TypeError).message; // toPrefix throws nothing else
  }
}
