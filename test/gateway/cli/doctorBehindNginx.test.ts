/** The doctor in front of an nginx that holds a stream back and compresses it. */
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { runCommand } from "../../../src/gateway/cli/runCommand.js";
import { isNginxTested, startNginx } from "../startNginx.js";
import { beginStream, startUpstream } from "../startUpstream.js";
import { createTerminal } from "./terminal.js";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const GZIP = "gzip on; gzip_types text/event-stream; gzip_min_length 1;";

/** A LangGraph server whose answers take a second, behind nginx with these directives. */
async function startBehindNginx(directives: string): Promise<string> {
  const upstream = await startUpstream(async (request) => {
    const { path, method, body, response } = request;
    if (method !== "POST" || path !== "/runs/stream" || !body.includes('"input"'))
      return response.writeHead(404).end();
    beginStream(request);
    for (const content of ["We ", "are ", "open ", "on ", "Monday."]) {
      await wait(200);
      response.write(`event: messages\ndata: ${JSON.stringify([{ type: "ai", content }, {}])}\n\n`);
    }
    return response.end('event: end\ndata: {"status":"success"}\n\n');
  });
  closers.push(() => upstream.close());
  const port = Number(new URL(upstream.url).port);
  const nginx = await startNginx(port, (file) =>
    file.replace(/proxy_buffering off;\s+gzip off;/, directives),
  );
  closers.push(() => nginx.stop());
  return nginx.url;
}

async function statusesOf(url: string): Promise<Readonly<Record<string, string>>> {
  const terminal = createTerminal();
  await runCommand(["doctor", url, "--assistant", "faq", "--json"], terminal);
  // The command printed this object a moment ago.
  const { outcomes } = JSON.parse(terminal.output()) as {
    outcomes: { check: string; status: string }[];
  };
  return Object.fromEntries(outcomes.map(({ check, status }) => [check, status]));
}

describe.runIf(isNginxTested)("the doctor behind nginx", () => {
  test("a stream that nginx compresses into its buffers comes at once, and both are findings", async () => {
    const url = await startBehindNginx(`proxy_buffering on; ${GZIP}`);
    expect(await statusesOf(url)).toMatchObject({ streamed: "finding", compression: "finding" });
  });

  test("a stream that nginx compresses event by event is a finding", async () => {
    const url = await startBehindNginx(`proxy_buffering off; ${GZIP}`);
    expect(await statusesOf(url)).toMatchObject({ streamed: "ok", compression: "finding" });
  });

  test("the file of the example has neither finding", async () => {
    const url = await startBehindNginx("proxy_buffering off; gzip off;");
    expect(await statusesOf(url)).toMatchObject({ streamed: "ok", compression: "ok" });
  });
});
