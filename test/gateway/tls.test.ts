/** LangGraph servers that are not on the same machine are asked over https. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ask, endOf, gatewayOptions, wordsOf } from "./ask.js";
import { GOOD_STREAM } from "./exchanges.js";
import { serveInChild, type Child } from "./serveInChild.js";
import { beginStream, sendJson, startUpstream, type Upstream } from "./startUpstream.js";

/** Made by `openssl req -x509` for localhost and 127.0.0.1. Nothing trusts it by itself. */
const certificates = join(import.meta.dirname, "certificates");
const certPath = join(certificates, "localhost.cert.pem");

let upstream: Upstream;
let child: Child;

beforeAll(async () => {
  upstream = await startUpstream(
    (request) => {
      if (request.path !== "/runs/stream") return sendJson(request, 200, []);
      beginStream(request);
      return request.response.end(GOOD_STREAM);
    },
    {
      cert: readFileSync(certPath, "utf8"),
      key: readFileSync(join(certificates, "localhost.key.pem"), "utf8"),
    },
  );
});
afterEach(() => child.close());
afterAll(() => upstream.close());

const serve = (env: Record<string, string>) =>
  serveInChild({ gateway: gatewayOptions(upstream.url), serve: { graceMs: 0 } }, env);

test("an answer comes through from a server with a certificate that Node trusts", async () => {
  child = await serve({ NODE_EXTRA_CA_CERTS: certPath });
  for (const time of ["first", "again"]) {
    const text = await (await ask(child.url)).text();
    expect([time, endOf(text)]).toMatchObject([time, { status: "success" }]);
    expect(wordsOf(text)).toContain("you can.");
  }
});

test("a server with another certificate is not asked", async () => {
  const before = upstream.requests.length;
  child = await serve({});
  const response = await ask(child.url);
  expect(response.status).toBe(502);
  expect(await response.json()).toMatchObject({ code: "upstream_unreachable" });
  expect(upstream.requests).toHaveLength(before);
});
