import { expect, test } from "vitest";
import { REFUSALS } from "../../src/gateway/codes.js";
import { createGateway } from "../../src/gateway/createGateway.js";
import type { UpstreamCall } from "../../src/gateway/exchange.js";
import { UPSTREAM_BODY_KEYS } from "../../src/gateway/upstreamBody.js";
import { createRandom, SEED, times } from "../faults/random.js";
import { exchangeOf, GOOD_REPLIES, scriptServer } from "./exchanges.js";
import { mutateRequest } from "./mutateRequest.js";
import { GOOD_OPTIONS } from "./options.js";
import { readReply } from "./readReply.js";

const COUNT = times(2_000, 20_000);
const HEADER_NAMES = ["accept", "content-type", "x-api-key"];
const RUN_ADDRESS = /^http:\/\/127\.0\.0\.1:2024\/runs\/(stream|wait)$/;
const LOOK_ADDRESS =
  /^http:\/\/127\.0\.0\.1:2024\/threads\/(search|real-thread-id(\/runs(\/real-run-id(\/cancel)?)?)?)$/;

/** What is wrong with a call to the LangGraph server; `undefined` if it is one that the gateway may make. */
function faultOf({ url, headers, body = "{}" }: UpstreamCall): string | undefined {
  if (Object.keys(headers).some((name) => !HEADER_NAMES.includes(name))) return "header";
  if (LOOK_ADDRESS.test(url.href))
    return /^{("metadata":{"oneshot_key":"[\w-]{1,128}"},"limit":10)?}$/.test(body)
      ? undefined
      : "look";
  if (!RUN_ADDRESS.test(url.href)) return "address";
  const sent = JSON.parse(body) as Record<string, unknown>;
  const listed: readonly string[] = UPSTREAM_BODY_KEYS;
  if (Object.keys(sent).some((key) => !listed.includes(key))) return "key";
  const { input, context, metadata, ...fixed } = sent;
  const isWait = url.pathname === "/runs/wait";
  const expected = {
    assistant_id: "faq-graph",
    ...(!isWait && { stream_mode: ["updates", "messages-tuple", "custom"] }),
    on_disconnect: "cancel",
    config: { recursion_limit: 25 },
  };
  if (JSON.stringify(fixed) !== JSON.stringify(expected)) return "fixed fields";
  if (
    !/^{"messages":\[{"role":"human","content":"(?:[^"\\]|\\.){1,30000}"}\]}$/.test(
      JSON.stringify(input),
    )
  )
    return "input";
  if (context !== undefined && !JSON.stringify(context).startsWith('{"language":'))
    return "context";
  if (/"(__proto__|prototype|constructor)":/.test(JSON.stringify(context ?? {})))
    return "prototype";
  return /^{"oneshot_key":"[\w-]{1,128}"}$/.test(JSON.stringify(metadata)) ? undefined : "metadata";
}

test(
  `${COUNT} random changes of a good request never change more than the listed fields (seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    const random = createRandom(SEED);
    const limits = Object.fromEntries(
      [
        "runsPerVisitorPerWindow",
        "runsPerVisitorPerDay",
        "runsPerAssistantPerMinute",
        "runsPerAssistantPerDay",
      ].map((name) => [name, Infinity]),
    );
    const gateway = createGateway({ ...GOOD_OPTIONS, contextKeys: ["language"], limits });
    const statuses = new Set<number>([
      200,
      204,
      ...Object.values(REFUSALS).map(([status]) => status),
    ]);
    const counts = { forwarded: 0, refused: 0 };
    const wrong: unknown[] = [];
    for (let at = 0; at < COUNT; at += 1) {
      const asked = mutateRequest(random);
      const server = scriptServer(GOOD_REPLIES);
      const { status, text } = await readReply(
        await gateway.handle(exchangeOf({ ...asked, send: server.send })),
      );
      const faults = server.calls.map(faultOf).filter(Boolean);
      const isForwarded = server.calls.length > 0;
      counts[isForwarded ? "forwarded" : "refused"] += 1;
      const isKnown =
        statuses.has(status) && isForwarded === (status === 200 && !text.includes('"ok":true'));
      if (faults.length > 0 || !isKnown)
        wrong.push({ at, faults, status, asked: { ...asked, body: String(asked.body) } });
    }
    expect(wrong).toEqual([]);
    // Both ways are taken often, so the invariant is about something.
    expect(Math.min(counts.forwarded, counts.refused)).toBeGreaterThan(COUNT / 10);
  },
);
