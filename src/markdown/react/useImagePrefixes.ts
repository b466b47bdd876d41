import { usePrefixes } from "./usePrefixes.js";

/** The prefixes below which images may load. */
export function useImagePrefixes(prefixes: readonly string[] | undefined): readonly string[] {
  return usePrefixes("allowedImagePrefixes", prefixes);
}
