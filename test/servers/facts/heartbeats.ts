/** Shows what a server sends during 16 seconds in which a node is silent: comments in streams, bytes in `wait`. */
import { openRun, print, QUESTION, section, wait } from "./probe.js";
import type { Topic } from "./Topic.js";

const WATCHED_MS = 16_000;

export const show: Topic = async ({ url }) => {
  const [stream, bytes] = await Promise.all([watchStream(url), watchWait(url)]);
  section("A silent stream");
  print("frames", stream, 1_000);
  section("POST /runs/wait");
  print("bytes", bytes, 1_000);
};

async function watchStream(url: string) {
  const run = await openRun(url, "silent", { on_disconnect: "cancel" });
  await wait(WATCHED_MS);
  run.cut();
  return run.frames.map(({ name, data, atMs }) => [atMs, name, data]);
}

async function watchWait(url: string) {
  const startedAt = performance.now();
  const response = await fetch(`${url}/runs/wait`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ assistant_id: "silent", input: QUESTION, on_disconnect: "cancel" }),
    signal: AbortSignal.timeout(WATCHED_MS),
  });
  const seen: [number, string][] = [];
  try {
    for await (const bytes of response.body ?? [])
      seen.push([Math.round(performance.now() - startedAt), new TextDecoder().decode(bytes)]);
  } catch {
    // The timeout ends the request.
  }
  return { type: response.headers.get("content-type"), seen };
}
