/** A gateway in a process of its own. The parent sends its options, and asks for its memory. */
import { createGateway } from "../../src/gateway/createGateway.js";
import { serveGateway } from "../../src/gateway/node/serveGateway.js";
import type { ChildMessage, ChildOptions } from "./serveInChild.js";

const tell = (message: ChildMessage) => process.send?.(message);

process.on("message", async (message: ChildOptions | "memory") => {
  if (message !== "memory") {
    const gateway = createGateway(message.gateway);
    const { url } = await serveGateway(gateway, message.serve);
    return tell({ url });
  }
  // `--expose-gc` sets it.
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  tell({ rssBytes: rss, heapBytes: heapUsed, cpuUs: user + system });
});
