import { expect, test } from "vitest";
import { REFUSALS } from "../../src/gateway/codes.js";
import { createGateway } from "../../src/gateway/createGateway.js";
import { BAD_REQUESTS } from "./badRequests.js";
import { exchangeOf, GOOD_REPLIES, scriptServer } from "./exchanges.js";
import { GOOD_OPTIONS, ORIGIN } from "./options.js";
import { readReply } from "./readReply.js";

test("every bad request is refused with its code, and the server is never called", async () => {
  const gateway = createGateway(GOOD_OPTIONS);
  const wrong: unknown[] = [];
  for (const { why, code, ...asked } of BAD_REQUESTS) {
    const server = scriptServer(GOOD_REPLIES);
    const reply = await readReply(
      await gateway.handle(exchangeOf({ ...asked, send: server.send })),
    );
    const [status, detail] = REFUSALS[code];
    const isRight = reply.status === status && reply.text === JSON.stringify({ code, detail });
    if (!isRight || server.calls.length > 0) wrong.push([why, reply.status, reply.text]);
  }
  expect(wrong).toEqual([]);
  expect(BAD_REQUESTS.length).toBeGreaterThan(600);
});

test("only a page on the list is allowed to read a refusal", async () => {
  const gateway = createGateway(GOOD_OPTIONS);
  for (const { code, headers, ...asked } of BAD_REQUESTS) {
    const reply = await gateway.handle(exchangeOf({ ...asked, ...(headers && { headers }) }));
    const isListed = code !== "origin_refused";
    expect(reply.headers["access-control-allow-origin"]).toBe(isListed ? ORIGIN : undefined);
    expect(reply.headers["vary"]).toBe("Origin");
    expect(reply.headers["access-control-allow-credentials"]).toBeUndefined();
  }
});

test("a body that is too large is not read to its end", async () => {
  let pieces = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      pieces += 1;
      yield new Uint8Array(10_000).fill(0x20);
    }
  }
  await createGateway(GOOD_OPTIONS).handle(exchangeOf({ body: endless() }));
  expect(pieces).toBe(7);
});
