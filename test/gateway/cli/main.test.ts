/** The command as a process of its own: what supervisors send to it, and what it leaves behind. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { ORIGIN } from "../options.js";
import { beginStream, sendJson, startUpstream } from "../startUpstream.js";

const MAIN = join(import.meta.dirname, "../../../src/gateway/cli/main.ts");
const RUN = 'event: metadata\ndata: {"run_id":"01a1fdd9-90dc-74d1-8849-b07a54d0c8e8"}\n\n';
const ANSWER =
  'event: updates\ndata: {"a":{"messages":[{"type":"ai","id":"1","content":"Yes."}]}}\n\n';
const SECRETS = ["lsv2_pt_canary", "canary-of-feedback-0123456789abcdef"] as const;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start() {
  let finish = () => {};
  const upstream = await startUpstream(async (request) => {
    if (request.path !== "/runs/stream") return sendJson(request, 200, []);
    beginStream(request);
    request.response.write(RUN);
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    request.response.end(ANSWER);
  });
  closers.push(() => upstream.close());
  const flags = ["--json", "--port", "0", "--upstream-url", upstream.url, "--assistant", "faq=faq"];
  const child = spawn(
    process.execPath,
    ["--import", "tsx", MAIN, "gateway", ...flags, "--origin", ORIGIN],
    {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        PATH: process.env.PATH,
        ONESHOT_UPSTREAM_API_KEY: SECRETS[0],
        ONESHOT_FEEDBACK_SECRET: SECRETS[1],
        ONESHOT_LANGSMITH_API_KEY: SECRETS[0],
      },
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  closers.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  });
  return { child, url: await readUrl(child), finish: () => finish(), output: () => output };
}

async function readUrl({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("The command has no output.");
  for await (const line of createInterface({ input: stdout }))
    return (JSON.parse(line) as { url: string }).url; // --json prints this
  throw new Error("The command ended without printing its address.");
}

function ask(url: string): Promise<Response> {
  return fetch(`${url}/runs/stream`, {
    method: "POST",
    headers: { origin: ORIGIN, "content-type": "application/json" },
    body: JSON.stringify({
      assistant_id: "faq",
      input: { messages: [{ role: "human", content: "A question of the canary?" }] },
    }),
  });
}

/** Polls until the gateway answers its health check so. */
async function untilHealthIs(url: string, status: number): Promise<void> {
  while ((await fetch(`${url}/healthz`)).status !== status);
}

test("after SIGTERM a running stream ends whole, new runs get 503, and the exit code is 0", async () => {
  const { child, url, finish, output } = await start();
  const reply = await ask(url);
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await untilHealthIs(url, 503);
  expect((await ask(url)).status).toBe(503);
  finish();
  const text = await reply.text();
  expect(text).toContain("Yes.");
  expect(text).toMatch(/event: end\ndata: .*"status":"success"/);
  expect(await exited).toEqual([0, null]);
  for (const secret of [...SECRETS, "canary", "Yes."]) expect(output()).not.toContain(secret);
});

test("a second signal ends the command at once", async () => {
  const { child, url } = await start();
  const reply = await ask(url);
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await untilHealthIs(url, 503);
  child.kill("SIGTERM");
  expect(await exited).not.toEqual([0, null]);
  await expect(reply.text()).rejects.toBeInstanceOf(TypeError);
});

test("the command ends when the process that started it ends", async () => {
  const { child } = await start();
  const exited = once(child, "exit");
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});

test("the command ends if its port is in use, also while it tries to reach Redis", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  closers.push(async () => other.close());
  // A server that listens on a port has an address with a port.
  const { port } = other.address() as AddressInfo;
  const flags = ["--upstream-url", "http://127.0.0.1:1", "--assistant", "faq=faq"];
  const child = spawn(
    process.execPath,
    ["--import", "tsx", MAIN, "gateway", ...flags, "--origin", ORIGIN, "--port", String(port)],
    {
      stdio: "ignore",
      env: { PATH: process.env.PATH, ONESHOT_REDIS_URL: "redis://127.0.0.1:1" },
    },
  );
  closers.push(async () => void child.kill("SIGKILL"));
  expect(await once(child, "exit")).toEqual([1, null]);
});
