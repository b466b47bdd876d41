/** The real servers with all graph shapes on them. */
import { SERVERS } from "../servers/servers.js";
import { graphsFor, type ServerName } from "../servers/shapes.js";

/** Starts the servers, does something on each at the same time, and ends them. */
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
