/** For each graph shape and each real server, all ways of asking for a run agree on how it ends and on its text. */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { endingOf, WAYS, type Ending, type GraphShape, type Way } from "../servers/GraphShape.js";
import { SERVERS } from "../servers/servers.js";
import { shapesOn } from "../servers/shapes.js";
import { gapOf } from "./knownGaps.js";
import { onServers } from "./onServers.js";
import { forEachInParallel, runShape, waitForShape, type RunResult } from "./runShape.js";

const WITH_VALUES = ["updates", "messages-tuple", "custom", "values"] as const;

const observed = new Map<string, RunResult>();
const observedWithValues = new Map<string, Pick<RunResult, "ends" | "answer">>();
const waited = new Map<string, Pick<RunResult, "ends" | "answer">>();

beforeAll(async () => {
  // In development the store warns about every run without an answer.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await onServers(async (server, apiUrl) => {
    const shapes = shapesOn(server);
    const requests = shapes.flatMap((shape) => WAYS.map((way) => ({ shape, way })));
    await forEachInParallel(shapes, async (shape) => {
      waited.set(`${server} ${shape.name}`, await waitForShape(shape, apiUrl));
    });
    await forEachInParallel(requests, async ({ shape, way }) => {
      observed.set(`${server} ${shape.name} ${way}`, await runShape(shape, way, { apiUrl }));
    });
    await forEachInParallel(shapes.filter(isRightWithValues), async (shape) => {
      const options = { ...shape.options, streamMode: WITH_VALUES };
      const run = await runShape({ ...shape, options }, "stream", { apiUrl });
      observedWithValues.set(`${server} ${shape.name}`, { ends: run.ends, answer: run.answer });
    });
  });
});

describe.each(SERVERS.map(({ name }) => name))("on the %s server", (server) => {
  const shapes = shapesOn(server);

  test.each(shapes)("$name: runs.wait gives what the list of shapes says", (shape) => {
    const { ends, streamedAnswer, answer } = { ...shape, ...shape.on?.[server] };
    const isStreamedOnly = ends === "success" && streamedAnswer !== undefined;
    expect(waited.get(`${server} ${shape.name}`)).toEqual({
      ends: isStreamedOnly ? "no_answer" : ends,
      answer,
    });
  });

  test.each(shapes)(
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

  test.each(shapes.filter(isRightWithValues))(
    "$name: with values in the stream mode, the stream gives what runs.wait gives",
    ({ name }) => {
      const key = `${server} ${name}`;
      expect(observedWithValues.get(key)).toEqual(waited.get(key));
    },
  );

  test("a run that succeeds never replaces shown words by an empty answer", () => {
    const runs = [...observed].filter(([key]) => key.startsWith(`${server} `));
    const blanked = runs.filter(([, { ends, wasBlanked }]) => ends === "success" && wasBlanked);
    expect(runs).toHaveLength(shapes.length * WAYS.length);
    expect(blanked.map(([key]) => key)).toEqual([]);
  });
});

function isRightWithValues(shape: GraphShape): boolean {
  return shape.isRightWithValues === true;
}

/** Describes how a run ended. It adds the text if the list names one. */
function describeEnding(
  { answer: wanted }: Ending,
  { ends, answer }: { ends: string; answer: string },
) {
  return wanted === undefined ? ends : `${ends}: ${answer}`;
}
