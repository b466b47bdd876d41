/** A connection that was used before may turn out to be dead. Browsers may then send a POST again by themselves. */
import { expect, test } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunOptions } from "../../src/run/types.js";
import { completeRun } from "../../src/testing/index.js";
import { startMisbehavingServer } from "./misbehavingServer.js";
import { CLIENTS, GUARDED } from "./transports.js";

test.each([GUARDED, ...CLIENTS].map((transport) => [transport.name, transport] as const))(
  "%s: a reset of a reused connection is one POST, and trying again is one more",
  async (_name, transport) => {
    const connections = new Set<unknown>();
    const server = await startMisbehavingServer(
      async (wire) => {
        connections.add(wire.connection);
        if (wire.index === 1) return wire.reset();
        await wire.send(...completeRun(`Answer ${wire.index}.`));
        wire.end();
      },
      { keepAlive: true, meetOthers: (wire) => wire.reply(200, {}, "[]") },
    );
    const store = createRun({ ...transport.connect(server.url), assistantId: "faq" } as RunOptions);
    expect(await store.submit("Can I get a refund?")).toMatchObject({ answer: "Answer 0." });
    expect(await store.submit("Can I get a refund?")).toMatchObject({ error: { kind: "network" } });
    expect(connections.size).toBe(1);
    expect(server.runs()).toHaveLength(2);
    expect(await store.retry()).toMatchObject({ answer: "Answer 2." });
    const keys = server.runs().map(({ body }) => (body as Body).metadata.oneshot_key);
    expect(new Set(keys).size).toBe(3);
    await server.close();
  },
);

interface Body {
  readonly metadata: { readonly oneshot_key: string };
}
