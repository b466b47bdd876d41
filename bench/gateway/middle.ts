/** The program under test, in a process of its own. */
import { createServer, request, Agent, type RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createGateway } from "../../src/gateway/createGateway.js";
import { toNodeHandler } from "../../src/gateway/node/toNodeHandler.js";
import type { GatewayOptions } from "../../src/gateway/options.js";
import type { FromMiddle, Path, ToMiddle } from "./messages.js";

const tell = (message: FromMiddle) => process.send?.(message);

process.on("message", (message: ToMiddle) => {
  if (message === "usage") {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    return tell({ cpuUs: user + system, rssBytes: rss, heapBytes: heapUsed });
  }
  const server = createServer(listenerOf(message.listen, message.upstreamUrl));
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object" && address) tell({ url: `http://127.0.0.1:${address.port}` });
  });
});

function listenerOf(path: Path, upstreamUrl: string): RequestListener {
  switch (path) {
    case "gateway":
      return toNodeHandler(createGateway(options(upstreamUrl)));
    case "gateway, fetch": {
      const gateway = createGateway(options(upstreamUrl));
      return getRequestListener((incoming) => gateway.fetch(incoming, { address: "127.0.0.1" }));
    }
    case "pass-through":
      return passThrough(upstreamUrl);
    case "direct":
      throw new Error("Nothing stands between visitors and server.");
  }
}

/** What a proxy written by hand does: it changes nothing, checks nothing and pipes. */
function passThrough(upstreamUrl: string): RequestListener {
  const { hostname, port } = new URL(upstreamUrl);
  const agent = new Agent({ keepAlive: true });
  return (incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const upstream = request({ hostname, port, method, path, headers, agent }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    upstream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  };
}

function options(apiUrl: string): GatewayOptions {
  return {
    upstream: { apiUrl, apiKey: null },
    assistants: { faq: "faq" },
    allowedOrigins: ["https://site.example"],
    log: () => {},
    limits: {
      runsPerVisitorPerWindow: Infinity,
      runsPerVisitorPerDay: Infinity,
      concurrentRunsPerVisitor: Infinity,
      runsPerAssistantPerMinute: Infinity,
      runsPerAssistantPerDay: Infinity,
      concurrentRunsPerAssistant: Infinity,
      maxAnswerBytes: Infinity,
    },
  };
}
