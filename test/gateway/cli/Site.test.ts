/** How the doctor's requests end when the server does not answer. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { createSite } from "../../../src/gateway/cli/doctor/Site.js";
import { beginStream, startUpstream, type Received } from "../startUpstream.js";

setFlagsFromString("--expose-gc");
// V8 defines this function in contexts that are made after the flag is set.
const collectGarbage = runInNewContext("gc") as () => void;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function siteOf(answer: (request: Received) => unknown) {
  const server = await startUpstream(answer);
  // Garbage is collected while the doctor waits. Without that, a signal that nobody holds lives long enough.
  const timer = setInterval(collectGarbage, 20);
  closers.push(
    () => clearInterval(timer),
    () => server.close(),
  );
  const options = {
    url: server.url,
    origin: "https://site.example",
    assistant: "faq",
    input: {},
    langGraph: undefined,
    secrets: [],
    questionTimeoutMs: 300,
    signal: new AbortController().signal,
  };
  return createSite(options, 300);
}

test("a request that nobody answers ends", async () => {
  const site = await siteOf(() => {});
  await expect(site.call("/threads/search", { body: {} })).rejects.toThrow("no reply within 0.3 s");
});

test("a question that nobody answers ends", async () => {
  const site = await siteOf(() => {});
  await expect(site.ask()).rejects.toThrow("no reply within 0.3 s");
});

test("a stream that never ends is read as long as one question may take", async () => {
  const site = await siteOf((request) => beginStream(request));
  expect(await site.ask()).toMatchObject({ status: 200, end: "timeout" });
});
