import type { TestProject } from "vitest/node";
import { SERVERS } from "../servers/servers.js";
import { graphsFor } from "../servers/shapes.js";

/** Vitest calls this once, before the first test of the project `graphs`. The returned function closes the servers. */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const started = await Promise.all(
    SERVERS.map(async ({ name, start }) => {
      const server = await start({ graphs: graphsFor(name) });
      return { name, server };
    }),
  );
  project.provide(
    "graphServers",
    started.map(({ name, server }) => [name, server.url] as const),
  );
  return async () => {
    await Promise.all(started.map(({ server }) => server.close()));
  };
}
