/** For each graph shape and each real server, all ways of asking for a run agree on how it ends and on its text. */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { endingOf, WAYS, type Ending, type Way } from "../servers/GraphShape.js";
import { SERVERS } from "../servers/servers.js";
import { SHAPES } from "../servers/shapes.js";
import { gapOf } from "./knownGaps.js";
import { onServers } from "./onServers.js";
import { forEachInParallel, runShape, waitForShape, type RunResult } from "./runShape.js";

const observed = new Map<string, RunResult>();
const waited = new Map<string, Pick<RunResult, "ends" | "answer">>();

beforeAll(async () => {
  // In development the store warns about every run without an answer.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await onServers(async (server, apiUrl) => {
    const requests = SHAPES.flatMap((shape) => WAYS.map((way) => ({ shape, way })));
    await forEachInParallel(SHAPES, async (shape) => {
      waited.set(`${server} ${shape.name}`, await waitForShape(shape, apiUrl));
    });
    await forEachInParallel(requests, async ({ shape, way }) => {
      observed.set(`${server} ${shape.name} ${way}`, await runShape(shape, way, { apiUrl }));
    });
  });
});

describe.each(SERVERS.map(({ name }) => name))("on the %s server", (server) => {
  test.each(SHAPES)("$name: runs.wait gives what the list of shapes says", (shape) => {
    const { ends, streamedAnswer, answer } = { ...shape, ...shape.on?.[server] };
    const isStreamedOnly = ends === "success" && streamedAnswer !== undefined;
    expect(waited.get(`${server} ${shape.name}`)).toEqual({
      ends: isStreamedOnly ? "no_answer" : ends,
      answer,
    });
  });

  test.each(SHAPES)(
    "$name: all five ways of asking give the same answer. $description",
    (shape) => {
      const got: Partial<Record<Way, string | undefined>> = {};
      const wanted: Partial<Record<Way, string | undefined>> = {};
      for (const way of WAYS) {
        const ending = endingOf(shape, server, way);
        const run = observed.get(`${server} ${shape.name} ${way}`);
        const gap = gapOf(shape.name, server, way);
        got[way] = run && describeEnding(ending, run);
        wanted[way] = describeEnding(ending, { ...ending, answer: ending.answer ?? "" });
        if (!gap) continue;
        if (got[way] === wanted[way])
          wanted[way] = `This gap is closed. Remove it from knownGaps.ts.`;
        else wanted[way] = got[way];
      }
      expect(got).toEqual(wanted);
    },
  );

  test("a run that succeeds never replaces shown words by an empty answer", () => {
    const runs = [...observed].filter(([key]) => key.startsWith(`${server} `));
    const blanked = runs.filter(([, { ends, wasBlanked }]) => ends === "success" && wasBlanked);
    expect(runs).toHaveLength(SHAPES.length * WAYS.length);
    expect(blanked.map(([key]) => key)).toEqual([]);
  });
});

/** Describes how a run ended. It adds the text if the list names one. */
function describeEnding(
  { answer: wanted }: Ending,
  { ends, answer }: { ends: string; answer: string },
) {
  return wanted === undefined ? ends : `${ends}: ${answer}`;
}
