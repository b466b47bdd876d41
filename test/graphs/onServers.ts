import type { ServerName } from "../servers/GraphShape.js";
import { SERVERS } from "../servers/servers.js";
import { graphsFor } from "../servers/shapes.js";

/** Starts the real servers with all graph shapes, runs `act` on all of them at the same time, and closes them. */
export async function onServers(act: (server: ServerName, apiUrl: string) => Promise<void>) {
  await Promise.all(
    SERVERS.map(async ({ name, start }) => {
      const server = await start({ graphs: graphsFor(name) });
      try {
        await act(name, server.url);
      } finally {
        await server.close();
      }
    }),
  );
}
