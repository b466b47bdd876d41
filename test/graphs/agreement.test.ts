/** Each graph shape on each real server: all ways to ask for a run agree on its end and its text. */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { SERVERS } from "../servers/servers.js";
import { endingOf, SHAPES, WAYS, type Ending, type Way } from "../servers/shapes.js";
import { gapOf } from "./knownGaps.js";
import { onServers } from "./onServers.js";
import { manyAtATime, runShape, waitForShape, type Seen } from "./runShape.js";

const seen = new Map<string, Seen>();
const waited = new Map<string, Pick<Seen, "ends" | "answer">>();

beforeAll(async () => {
  // In development the store tells of every run that has no answer.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await onServers(async (server, apiUrl) => {
    const asked = SHAPES.flatMap((shape) => WAYS.map((way) => ({ shape, way })));
    await manyAtATime(SHAPES, async (shape) => {
      waited.set(`${server} ${shape.name}`, await waitForShape(shape, apiUrl));
    });
    await manyAtATime(asked, async ({ shape, way }) => {
      seen.set(`${server} ${shape.name} ${way}`, await runShape(shape, way, { apiUrl }));
    });
  });
});

describe.each(SERVERS.map(({ name }) => name))("on the %s server", (server) => {
  test.each(SHAPES)("$name: the list says what runs.wait gives", (shape) => {
    const { ends, heard, answer } = { ...shape, ...shape.on?.[server] };
    const isHeardOnly = ends === "success" && heard !== undefined;
    expect(waited.get(`${server} ${shape.name}`)).toEqual({
      ends: isHeardOnly ? "no_answer" : ends,
      answer,
    });
  });

  test.each(SHAPES)("$name: every way agrees. $does", (shape) => {
    const got: Partial<Record<Way, string | undefined>> = {};
    const wanted: Partial<Record<Way, string | undefined>> = {};
    for (const way of WAYS) {
      const ending = endingOf(shape, server, way);
      const run = seen.get(`${server} ${shape.name} ${way}`);
      const gap = gapOf(shape.name, server, way);
      got[way] = run && inWords(ending, run);
      wanted[way] = inWords(ending, { ...ending, answer: ending.answer ?? "" });
      if (!gap) continue;
      if (got[way] === wanted[way]) wanted[way] = `no gap any more: take it out of knownGaps.ts`;
      else wanted[way] = got[way];
    }
    expect(got).toEqual(wanted);
  });

  test("words that are shown never give way to nothing in a run that succeeds", () => {
    const runs = [...seen].filter(([key]) => key.startsWith(`${server} `));
    const blanked = runs.filter(([, { ends, wasBlanked }]) => ends === "success" && wasBlanked);
    expect(runs).toHaveLength(SHAPES.length * WAYS.length);
    expect(blanked.map(([key]) => key)).toEqual([]);
  });
});

/** An end and its text, where the list names one. */
function inWords({ answer: wanted }: Ending, { ends, answer }: { ends: string; answer: string }) {
  return wanted === undefined ? ends : `${ends}: ${answer}`;
}
