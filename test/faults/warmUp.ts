import { createRun } from "../../src/run/createRun.js";
import { completeRun } from "../../src/testing/index.js";
import { startMisbehavingServer } from "./misbehavingServer.js";
import type { Transport } from "./transports.js";

/** The first request of a process takes longer than some deadlines of these tests. */
export async function warmUp(transport: Transport): Promise<void> {
  const server = await startMisbehavingServer(async (wire) => {
    await wire.send(...completeRun("Warm."));
    wire.end();
  });
  await createRun({ ...transport.connect(server.url), assistantId: "faq" }).submit("Cold?");
  await server.close();
}
