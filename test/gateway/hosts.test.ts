/** The adapters, with a gateway of the test's own, over real sockets. */
import { once } from "node:events";
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import express from "express";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Exchange, Reply, ReplySink } from "../../src/gateway/exchange.js";
import { toNodeHandler } from "../../src/gateway/node/toNodeHandler.js";
import { HOSTS, type Hosted } from "./hosts.js";
import { waitUntil } from "./waitFor.js";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const text = (body: string, status = 200): Reply => ({
  status,
  headers: { "content-type": "application/json" },
  body,
});

const stream = (body: (sink: ReplySink) => Promise<void>): Reply => ({
  status: 200,
  headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
  body,
});

/** Resolves when the signal aborts. */
const aborted = async (signal: AbortSignal) => {
  if (!signal.aborted) await once(signal, "abort");
  return "gone";
};

async function readAll(body: AsyncIterable<Uint8Array> | undefined): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body ?? []) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe.each(HOSTS)("$name", (host) => {
  const { name } = host;

  async function listen(handle: (exchange: Exchange) => Promise<Reply>): Promise<Hosted> {
    const hosted = await host.listen({ handle });
    cleanUps.push(() => hosted.close());
    return hosted;
  }

  /** Sends a POST with Node's client, whose socket a test can close at any time. */
  function post({ port }: Hosted, body = "{}", more: RequestOptions = {}) {
    const request = httpRequest({ port, method: "POST", path: "/runs/stream", ...more });
    request.on("error", () => {});
    request.end(body);
    return request;
  }

  test(`${name}: the gateway gets method, path, headers, body and address`, async () => {
    const seen: unknown[] = [];
    const { url } = await listen(async (exchange) => {
      const { method, path, headers, address } = exchange;
      seen.push([method, path, headers.get("x-more"), await readAll(exchange.body), address]);
      return text("{}");
    });
    await fetch(`${url}/runs/stream?a=1`, {
      method: "POST",
      headers: { "x-more": "yes" },
      body: "Über uns?",
    });
    await fetch(`${url}/healthz`);
    const address = host.knowsAddress ? "127.0.0.1" : undefined;
    expect(seen).toEqual([
      ["POST", "/runs/stream", "yes", "Über uns?", address],
      ["GET", "/healthz", null, "", address],
    ]);
  });

  test(`${name}: a text is sent whole, with its status and its length`, async () => {
    const { url } = await listen(async () => text('{"code":"Größe"}', 429));
    const response = await fetch(url);
    expect(response.status).toBe(429);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.text()).toBe('{"code":"Größe"}');
  });

  test(`${name}: a reply without a body may have status 204, and then has no length`, async () => {
    const { url } = await listen(async () => ({ status: 204, headers: {}, body: "" }));
    const response = await fetch(url, { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("content-length")).toBeNull();
    expect(await response.text()).toBe("");
  });

  test(`${name}: a stream's headers arrive before its first event, and each event at once`, async () => {
    let sink: ReplySink | undefined;
    let end = () => {};
    const { url } = await listen(async () =>
      stream((given) => {
        sink = given;
        return new Promise((resolve) => {
          end = resolve;
        });
      }),
    );
    const response = await fetch(url, { method: "POST", body: "{}" });
    const reader = response.body?.getReader();
    for (const event of ["event: one\n\n", "event: zwölf\n\n"]) {
      expect(sink?.write(event)).toBeUndefined();
      expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(event);
    }
    end();
    expect(await reader?.read()).toMatchObject({ done: true });
  });

  test(`${name}: a stream tells proxies neither to hold it back nor to compress it`, async () => {
    const { url } = await listen(async () => stream(async () => {}));
    const { headers } = await fetch(url, { method: "POST", body: "{}" });
    expect(headers.get("x-accel-buffering")).toBe("no");
    expect(headers.get("cache-control")).toBe("no-store, no-transform");
    expect(headers.get("content-encoding")).toBeNull();
  });

  test(`${name}: many events in one moment arrive in order`, async () => {
    const events = Array.from(
      { length: 5_000 },
      (_, at) => `data: ${at} ${"ü".repeat(at % 50)}\n\n`,
    );
    const { url } = await listen(async () =>
      stream(async (sink) => {
        for (const event of events) await sink.write(event);
      }),
    );
    const response = await fetch(url, { method: "POST", body: "{}" });
    expect(await response.text()).toBe(events.join(""));
  });

  test(`${name}: an aborted stream looks cut off to the visitor's client`, async () => {
    // Hono's adapter writes it to the console.
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    cleanUps.push(() => logged.mockRestore());
    let breakOff = () => {};
    const { url } = await listen(async () =>
      stream(async (sink) => {
        sink.write("event: one\n\n");
        await new Promise<void>((resolve) => (breakOff = resolve));
        sink.abort();
      }),
    );
    const response = await fetch(url, { method: "POST", body: "{}" });
    // The headers are here, so no adapter can still answer with another status.
    breakOff();
    await expect(response.text()).rejects.toBeInstanceOf(Error);
  });

  test(`${name}: a visitor who leaves while the body is sent is gone`, async () => {
    let gone: Promise<string> | undefined;
    let reading: Promise<unknown> | undefined;
    const hosted = await listen(async (exchange) => {
      gone = aborted(exchange.gone);
      reading = readAll(exchange.body).catch(() => "failed");
      await reading;
      return text("{}");
    });
    const socket = connect(hosted.port, "127.0.0.1");
    socket.write("POST /runs/stream HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf");
    await waitUntil(() => reading !== undefined);
    socket.destroy();
    expect(await gone).toBe("gone");
    expect(await reading).toBe("failed");
  });

  test(`${name}: a visitor who leaves before the reply is gone`, async () => {
    let gone: Promise<string> | undefined;
    const hosted = await listen(async (exchange) => {
      await readAll(exchange.body);
      gone = aborted(exchange.gone);
      await gone;
      return text("{}");
    });
    const request = post(hosted);
    await waitUntil(() => gone !== undefined);
    request.destroy();
    expect(await gone).toBe("gone");
  });

  test(`${name}: a visitor who leaves while a stream is silent is gone`, async () => {
    let gone: Promise<string> | undefined;
    const hosted = await listen(async (exchange) =>
      stream(async () => {
        gone = aborted(exchange.gone);
        await gone;
      }),
    );
    const request = post(hosted);
    await once(request, "response");
    request.destroy();
    expect(await gone).toBe("gone");
  });

  test(`${name}: a visitor who reads a stream to its end is not gone`, async () => {
    let signal: AbortSignal | undefined;
    const hosted = await listen(async ({ gone }) => {
      signal = gone;
      return stream(async (sink) => {
        sink.write("event: end\n\n");
      });
    });
    expect(await (await fetch(hosted.url, { method: "POST", body: "{}" })).text()).toBe(
      "event: end\n\n",
    );
    expect(signal?.aborted).toBe(false);
  });

  test(`${name}: writing waits for a visitor who reads slowly, and goes on after that`, async () => {
    const PIECE = "x".repeat(65_536);
    let written = 0;
    const hosted = await listen(async () =>
      stream(async (sink) => {
        for (; written < 800; written += 1) await sink.write(PIECE);
      }),
    );
    const request = post(hosted);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    let before = -1;
    const isStill = () => {
      const still = written === before;
      before = written;
      return still;
    };
    await waitUntil(isStill);
    expect(written).toBeLessThan(400);
    let bytes = 0;
    response.on("data", (piece: Uint8Array) => {
      bytes += piece.byteLength;
    });
    await once(response, "end");
    expect(bytes).toBe(800 * PIECE.length);
  });

  test(`${name}: a writer that waits for a visitor goes on when the visitor leaves`, async () => {
    let isOver = false;
    let hasWaited = false;
    const hosted = await listen(async ({ gone }) =>
      stream(async (sink) => {
        while (!gone.aborted) {
          const behind = sink.write("x".repeat(65_536));
          hasWaited ||= behind !== undefined;
          await behind;
        }
        // Writing after that does nothing.
        await sink.write("x");
        sink.abort();
        isOver = true;
      }),
    );
    const request = post(hosted);
    await once(request, "response");
    await waitUntil(() => hasWaited);
    request.destroy();
    await expect.poll(() => isOver).toBe(true);
  });

  test(`${name}: a reply to a body that is not read arrives, and the server goes on`, async () => {
    const hosted = await listen(async (exchange) => {
      for await (const piece of exchange.body ?? [])
        if (piece.byteLength > 0) return text('{"code":"body_too_large"}', 413);
      return text("{}");
    });
    const response = await fetch(hosted.url, { method: "POST", body: "x".repeat(600_000) });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ code: "body_too_large" });
    expect((await fetch(hosted.url)).status).toBe(200);
  });

  test(`${name}: a connection that was used before is used again`, async () => {
    const hosted = await listen(async (exchange) => {
      await readAll(exchange.body);
      return stream(async (sink) => void sink.write("event: end\n\n"));
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    cleanUps.push(() => agent.destroy());
    const ports = new Set<number | undefined>();
    hosted.server.on("request", ({ socket }: IncomingMessage) => ports.add(socket.remotePort));
    for (let time = 0; time < 5; time += 1) {
      const request = post(hosted, "{}", { agent });
      const [response] = (await once(request, "response")) as [IncomingMessage];
      response.resume();
      await once(response, "end");
    }
    expect(ports.size).toBe(1);
  });
});

async function serve(listener: Parameters<typeof createServer>[1]) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => (server.closeAllConnections(), server.close()));
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}` };
}

const echo = { handle: async ({ path, body }: Exchange) => text(`${path} ${await readAll(body)}`) };

test("behind a mount path of Express, the gateway gets the rest of the path", async () => {
  const { url } = await serve(express().use("/api/faq", toNodeHandler(echo)));
  const response = await fetch(`${url}/api/faq/runs/stream`, { method: "POST", body: "{}" });
  expect(await response.text()).toBe("/runs/stream {}");
});

test.each([
  ["json", express.json({ type: "*/*" }), '{"question":"Über uns?"}'],
  ["text", express.text({ type: "*/*" }), "Über uns?"],
  ["raw", express.raw({ type: "*/*" }), "Über uns?"],
])("a body that express.%s() has read before reaches the gateway", async (_name, reads, body) => {
  const { url } = await serve(express().use(reads, toNodeHandler(echo)));
  const response = await fetch(`${url}/runs/wait`, { method: "POST", body });
  expect(await response.text()).toBe(`/runs/wait ${body}`);
});

/** A connection that is cut off may report a reset before it closes. `once` would reject then. */
const closed = (socket: Socket) => new Promise((resolve) => socket.on("close", resolve));

test("a client that goes on sending after a refusal is cut off", async () => {
  const { port } = await serve(toNodeHandler({ handle: async () => text("{}", 413) }));
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000000\r\n\r\n");
  const sending = setInterval(() => socket.write("x".repeat(1_000)), 50);
  socket.resume();
  await expect(closed(socket)).resolves.toBeDefined();
  clearInterval(sending);
});

test("a client that is silent after a refusal is cut off", async () => {
  const { port } = await serve(toNodeHandler({ handle: async () => text("{}", 413) }));
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nhalf");
  socket.resume();
  await expect(closed(socket)).resolves.toBeDefined();
});

test("requests that are sent without waiting for replies are answered one after the other", async () => {
  const ends: (() => void)[] = [];
  const { port } = await serve(
    toNodeHandler({
      handle: async ({ path }) =>
        stream(async (sink) => {
          sink.write(`begin ${path}\n`);
          await new Promise<void>((resolve) => ends.push(resolve));
          sink.write(`end ${path}\n`);
        }),
    }),
  );
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  let received = "";
  socket.on("data", (piece: string) => (received += piece));
  for (const path of ["/1", "/2"]) socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  await waitUntil(() => received.includes("begin /1"));
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await waitUntil(() => received.includes("begin /2"));
  ends[1]?.();
  await waitUntil(() => received.includes("end /2"));
  expect(received.match(/(begin|end) .*/g)).toEqual(["begin /1", "end /1", "begin /2", "end /2"]);
  socket.destroy();
});

test("a visitor who leaves takes back the requests that have not been answered yet", async () => {
  const paths: string[] = [];
  let gone: Promise<string> | undefined;
  const { port } = await serve(
    toNodeHandler({
      handle: async (exchange) => {
        paths.push(exchange.path);
        gone = aborted(exchange.gone);
        await gone;
        return text("{}");
      },
    }),
  );
  const socket = connect(port, "127.0.0.1");
  for (const path of ["/1", "/2"]) socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  await waitUntil(() => gone !== undefined);
  socket.destroy();
  expect(await gone).toBe("gone");
  expect(paths).toEqual(["/1"]);
});

test("no byte in a request's head ends the server", async () => {
  const { port, url } = await serve(toNodeHandler(echo));
  const heads = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).flatMap(
    (char) => [
      `GET / HTTP/1.1\r\nhost: x\r\nx-more: a${char}b`,
      `GET / HTTP/1.1\r\nhost: x\r\nx${char}: a`,
      `GET /${char} HTTP/1.1\r\nhost: x`,
    ],
  );
  for (const head of heads) {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {}).resume();
    socket.end(`${head}\r\nconnection: close\r\n\r\n`, "latin1");
    await new Promise((resolve) => socket.on("close", resolve));
  }
  expect((await fetch(url)).status).toBe(200);
});

test("a gateway that fails closes the connection", async () => {
  const { url } = await serve(toNodeHandler({ handle: () => Promise.reject(new Error("no")) }));
  await expect(fetch(url)).rejects.toBeInstanceOf(Error);
});
