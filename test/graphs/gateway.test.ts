/** Through the gateway, each graph shape ends as the list of shapes says, with the same text, on both real servers. */
import { beforeAll, expect, test, vi } from "vitest";
import { createGateway } from "../../src/gateway/createGateway.js";
import { serveGateway } from "../../src/gateway/node/serveGateway.js";
import type { StandardSchema } from "../../src/gateway/options.js";
import { endingOf, type GraphShape } from "../servers/GraphShape.js";
import { SERVERS } from "../servers/servers.js";
import { shapesOn } from "../servers/shapes.js";
import { onServers } from "./onServers.js";
import { forEachInParallel, runShape } from "./runShape.js";

/** All shapes take minutes, so the quick suite takes every fourth. */
const EVERY = process.env.LONG ? 1 : 4;

/** Shapes whose graph has a recursion limit of its own. The gateway's takes its place. */
const OWN_LIMIT = new Set(["needsMoreSteps"]);

/** Some shapes need another input than one question. */
const anyInput: StandardSchema = {
  "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) },
};

const WAYS = ["stream", "wait"] as const;
const isTaken = ({ name }: GraphShape, at: number) => at % EVERY === 0 && !OWN_LIMIT.has(name);

const differences = new Map<string, unknown[]>();
let count = 0;

beforeAll(async () => {
  // In development the store warns about every run without an answer.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await onServers(async (server, apiUrl) => {
    const shapes = shapesOn(server).filter(isTaken);
    const gateway = createGateway({
      upstream: { apiUrl },
      assistants: Object.fromEntries(shapes.map(({ name }) => [name, name])),
      allowedOrigins: [],
      allowMissingOrigin: true,
      inputSchema: anyInput,
      expose: { stateKeys: ["reply", "answer", "chat_history"] },
      limits: {
        runsPerVisitorPerWindow: Infinity,
        runsPerVisitorPerDay: Infinity,
        concurrentRunsPerVisitor: Infinity,
      },
      log: () => {},
    });
    const served = await serveGateway(gateway, { stopsOnSignals: false, graceMs: 0 });
    const found: unknown[] = [];
    const requests = shapes.flatMap((shape) => WAYS.map((way) => ({ shape, way })));
    await forEachInParallel(requests, async ({ shape, way }) => {
      const { ends, answer } = endingOf(shape, server, way);
      const run = await runShape(shape, way, { apiUrl: served.url });
      count += 1;
      if (run.ends !== ends || run.answer !== (answer ?? run.answer))
        found.push({ shape: shape.name, way, wanted: { ends, answer }, got: run });
    });
    differences.set(server, found);
    await served.close();
  });
}, 900_000);

test.each(SERVERS.map(({ name }) => name))(
  "on the %s server, no shape ends otherwise",
  (server) => {
    expect(differences.get(server)).toEqual([]);
    expect(count).toBeGreaterThan(100);
  },
);
