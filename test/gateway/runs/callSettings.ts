import type { LogLine } from "../../../src/gateway/options.js";
import type { CallSettings } from "../../../src/gateway/runs/upstream.js";

/** Settings for calls to a server, and the lines that are logged. */
export function callSettings(
  baseUrl: string,
  apiKey?: string,
): CallSettings & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  return { upstream: { baseUrl, apiKey }, log: (line) => void lines.push(line), lines };
}
