/**
 * The headers of a streamed reply. They tell proxies and compressors on the way to pass on each event at once.
 *
 * @param headers the reply's own headers, with names in lower case
 */
export function streamHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const caching = headers["cache-control"] ?? "no-store";
  return {
    // nginx and proxies like it buffer replies otherwise.
    "x-accel-buffering": "no",
    ...headers,
    // A compressor would hold events back.
    "cache-control": /\bno-transform\b/.test(caching) ? caching : `${caching}, no-transform`,
  };
}
