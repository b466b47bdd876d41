/** The recordings of the real servers: behind a gateway a page reads the same as directly, wherever a stream is cut. */
import { describe, expect, test } from "vitest";
import { createRun } from "../../../src/run/createRun.js";
import { bytes, createScriptedServer, type Reply } from "../../../src/testing/index.js";
import { rawOf, RECORDINGS, type Recording } from "../../faults/recordedEnds.js";
import { chunksOf, relayAll, throughRelay, type Look } from "./relayed.js";

/** The answer of this graph is a key of its state. */
const EXPOSE = { stateKeys: ["reply"] };

async function ask({ name, settings }: Recording, body: Uint8Array, chunkBytes?: number) {
  const server = createScriptedServer(
    ({ url }): Reply => (url.endsWith("/runs/stream") ? [bytes(body)] : { status: 404 }),
    chunkBytes === undefined ? {} : { chunkBytes },
  );
  const read = async (fetch: typeof globalThis.fetch) => {
    const run = createRun({ apiUrl: "https://a.test", fetch, assistantId: name, ...settings });
    const { status, error, answer, messages, steps } = await run.submit("Can I get a refund?");
    const texts = messages.filter(({ type }) => type === "ai").map(({ id, text }) => [id, text]);
    return { end: error?.kind ?? status, answer, texts, steps };
  };
  return {
    direct: await read(server.fetch),
    behind: await read(throughRelay(server.fetch, { expose: EXPOSE })),
  };
}

/** Of a mode that operators cannot ask for. */
const OTHER_MODE = RECORDINGS.filter(({ name }) => name === "tools-messages");
const USUAL = RECORDINGS.filter((recording) => !OTHER_MODE.includes(recording));

test.each(OTHER_MODE)(
  "events of the stream mode messages are left out, and updates give the same answer ($server)",
  async (recording) => {
    const { direct, behind } = await ask(recording, rawOf(recording));
    expect({ ...behind, steps: [] }).toEqual({ ...direct, steps: [] });
    expect((await relayAll(chunksOf(rawOf(recording)))).text).not.toContain("messages/");
  },
);

describe.each(USUAL)("the recording $name of the $server server", (recording) => {
  const body = rawOf(recording);

  test("reads the same behind a gateway: the end, the answer, AI messages with their ids, and steps", async () => {
    const { direct, behind } = await ask(recording, body);
    expect(behind).toEqual(direct);
  });

  test.each([1, 7, 1_000])(
    "reads the same in network chunks of %i bytes on the gateway's side",
    async (chunkBytes) => {
      const whole = await relayAll(chunksOf(body), { expose: EXPOSE });
      const inScraps = await relayAll(chunksOf(body, chunkBytes), { expose: EXPOSE });
      expect(inScraps.text).toBe(whole.text);
      expect(inScraps.outcome).toBe(whole.outcome);
    },
  );

  test("reads the same where it is cut after any event", async () => {
    for (const end of frameEnds(body).slice(0, -1)) {
      const { direct, behind } = await ask(recording, body.subarray(0, end));
      expect(behind).toEqual(direct);
    }
  });
});

/** The offsets behind the events. */
function frameEnds(body: Buffer): number[] {
  return [...body.toString("latin1").matchAll(/\r?\n\r?\n/g)].map(
    ({ index, 0: gap }) => index + gap.length,
  );
}

const endOf = (text: string) =>
  JSON.parse(/event: end\ndata: (.*)\n\n$/.exec(text)?.[1] ?? "null") as { status?: string } | null;

async function statusOfCut(body: Uint8Array, look: Look) {
  return endOf((await relayAll(chunksOf(body), { look })).text)?.status;
}

const CUT_EVERYWHERE = RECORDINGS.filter(({ name }) => name !== "faq");
/** The bytes between two cuts. Around the ends of events there is a cut at every byte. */
const EVERY = process.env.LONG ? 1 : 5;

describe.each(CUT_EVERYWHERE)("$name of the $server server, cut anywhere", (recording) => {
  const body = rawOf(recording);
  const whole = frameEnds(body);
  const cuts = Array.from(body.keys()).filter(
    (at) => at % EVERY === 0 || whole.some((end) => at >= end - 5 && at <= end + 1),
  );

  test("while the run still goes on at the server, the end is never a success", async () => {
    const statuses = new Set<unknown>();
    for (const at of cuts) statuses.add(await statusOfCut(body.subarray(0, at), true));
    expect(statuses).not.toContain("success");
    expect(statuses).not.toContain(undefined);
  });

  test("where the server does not know the run any more, only a cut between two events can look whole", async () => {
    const wrong: number[] = [];
    for (const at of cuts) {
      // The last line end of a stream carries nothing.
      const isBetween = whole.some((end) => at >= end - 1 && at <= end);
      const status = await statusOfCut(body.subarray(0, at), false);
      if (!isBetween && status === "success") wrong.push(at);
    }
    expect(wrong).toEqual([]);
  });

  test("a connection that breaks is never a success", async () => {
    for (let at = 0; at < body.length; at += 13) {
      const broken = async function* () {
        yield body.subarray(0, at);
        throw new Error("ECONNRESET");
      };
      const end = endOf((await relayAll(broken(), { look: false })).text);
      expect(end?.status).not.toBe("success");
    }
  });
});

test.each(["javascript", "python"] as const)(
  "the demo's answer of the %s server, cut at every 97th byte, is never a success",
  async (server) => {
    const body = rawOf({ server, name: "faq" });
    for (let at = 0; at < body.length - 4; at += 97)
      expect(await statusOfCut(body.subarray(0, at), false)).not.toBe("success");
    expect(await statusOfCut(body, false)).toBe("success");
  },
);
