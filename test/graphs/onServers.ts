import { inject } from "vitest";
import type { ServerName } from "../servers/GraphShape.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The addresses of the real servers with all graph shapes. `startServers.ts` starts them. */
    graphServers: readonly (readonly [server: ServerName, apiUrl: string])[];
  }
}

/** Runs `act` on all real servers at the same time. They serve all graph shapes, and all files share them. */
export async function onServers(act: (server: ServerName, apiUrl: string) => Promise<void>) {
  await Promise.all(inject("graphServers").map(([server, apiUrl]) => act(server, apiUrl)));
}
