import { expect, test } from "vitest";
import { createGateway } from "../../../src/gateway/createGateway.js";
import { serveMetrics } from "../../../src/gateway/observe/serveMetrics.js";
import { GOOD_OPTIONS } from "../options.js";

test("the figures are at /metrics of a port of their own, and nothing else is", async () => {
  const served = await serveMetrics(createGateway(GOOD_OPTIONS), { port: 0, host: "127.0.0.1" });
  try {
    const reply = await fetch(served.url);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(await reply.text()).toContain('oneshot_chat_runs_in_progress{assistant="faq"} 0\n');
    expect((await fetch(new URL("/runs/stream", served.url))).status).toBe(404);
    expect((await fetch(served.url, { method: "POST" })).status).toBe(404);
  } finally {
    await served.close();
  }
});

test("a port that is taken rejects", async () => {
  const served = await serveMetrics({ metrics: () => "" }, { port: 0, host: "127.0.0.1" });
  try {
    const port = Number(new URL(served.url).port);
    const second = serveMetrics({ metrics: () => "" }, { port, host: "127.0.0.1" });
    await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
  } finally {
    await served.close();
  }
});
