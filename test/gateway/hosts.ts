/** The four ways in which a gateway meets a real socket. */
import { createServer, type RequestListener, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { getConnInfo } from "@hono/node-server/conninfo";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import { Hono } from "hono";
import type { Gateway } from "../../src/gateway/createGateway.js";
import { toNodeHandler } from "../../src/gateway/node/toNodeHandler.js";
import { toFetchHandler } from "../../src/gateway/web/toFetchHandler.js";

export interface Hosted {
  /** The address without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  close(): Promise<void>;
}

type Handles = Pick<Gateway, "handle">;

export interface Host {
  readonly name: string;
  /** Whether the gateway learns the visitor's address. */
  readonly knowsAddress: boolean;
  listen(gateway: Handles): Promise<Hosted>;
}

async function listen(listener: RequestListener): Promise<Hosted> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    server,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function honoApp(gateway: Handles): RequestListener {
  const app = new Hono();
  const handler = toFetchHandler((exchange) => gateway.handle(exchange));
  app.all("*", (c) => handler(c.req.raw, { address: getConnInfo(c).remote.address }));
  return getRequestListener(app.fetch, { overrideGlobalObjects: false });
}

/** Calls a handler as Next.js calls a route handler on Node: a web request from Node's, and the response piped back. */
function routeHandler(gateway: Handles): RequestListener {
  const handler = toFetchHandler((exchange) => gateway.handle(exchange));
  const routes = {
    POST: (request: Request) => handler(request),
    OPTIONS: (request: Request) => handler(request),
    GET: (request: Request) => handler(request),
  };
  return async (incoming, outgoing) => {
    const closed = new AbortController();
    outgoing.on("close", () => !outgoing.writableFinished && closed.abort());
    const method = incoming.method as keyof typeof routes;
    const hasBody = method === "POST";
    const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
      method,
      // Node joins all headers that these requests repeat.
      headers: incoming.headers as Record<string, string>,
      signal: closed.signal,
      // Node's types of web streams and those of the DOM are two.
      ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" }),
    });
    const response = await routes[method](request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.flushHeaders();
    if (!response.body) return outgoing.end();
    const body = Readable.fromWeb(response.body as NodeReadableStream);
    body.on("error", () => outgoing.destroy());
    outgoing.on("close", () => body.destroy());
    body.pipe(outgoing);
  };
}

export const HOSTS: readonly Host[] = [
  {
    name: "node:http",
    knowsAddress: true,
    listen: (gateway) => listen(toNodeHandler(gateway)),
  },
  {
    name: "Express",
    knowsAddress: true,
    listen: (gateway) => listen(express().use(toNodeHandler(gateway))),
  },
  {
    name: "Hono with @hono/node-server",
    knowsAddress: true,
    listen: (gateway) => listen(honoApp(gateway)),
  },
  {
    name: "a route handler as in Next.js",
    knowsAddress: false,
    listen: (gateway) => listen(routeHandler(gateway)),
  },
];
