import { createHash } from "node:crypto";

/**
 * Hashes the name of a visitor or an assistant. Counters are kept under the hash, so that neither the memory nor
 * Redis holds addresses, and every key has the same length.
 *
 * @returns 16 bytes
 */
export function hashKey(key: string): Buffer {
  return createHash("sha256").update(key).digest().subarray(0, 16);
}
