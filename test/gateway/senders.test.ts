/** Both ways of sending a request to the LangGraph server, over real sockets. */
import { createServer } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { SendUpstream, UpstreamCall } from "../../src/gateway/exchange.js";
import { createNodeSender } from "../../src/gateway/node/sendWithNode.js";
import { sendWithFetch } from "../../src/gateway/web/sendWithFetch.js";
import { beginStream, sendJson, startUpstream, type Received } from "./startUpstream.js";
import { waitUntil } from "./waitFor.js";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function start(answer: (request: Received) => unknown) {
  const upstream = await startUpstream(answer);
  cleanUps.push(() => upstream.close());
  return upstream;
}

function withNode(): SendUpstream {
  const { send, close } = createNodeSender();
  cleanUps.push(close);
  return send;
}

const post = (url: string, more: Partial<UpstreamCall> = {}): UpstreamCall => ({
  method: "POST",
  url: new URL(url),
  headers: { "content-type": "application/json" },
  body: '{"question":"Über uns?"}',
  signal: new AbortController().signal,
  ...more,
});

async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe.each<[string, () => SendUpstream]>([
  ["Node's HTTP client", withNode],
  ["fetch", () => sendWithFetch],
])("%s", (name, create) => {
  test(`${name} sends method, path, headers and body, and returns status, headers and body`, async () => {
    const upstream = await start(({ response }) => {
      response.writeHead(418, { "content-type": "text/x-tea", "x-more": "yes" }).end("Grüße");
    });
    const headers = { "content-type": "application/json", "x-api-key": "key-1" };
    const reply = await create()(post(`${upstream.url}/runs/stream?x=1`, { headers }));
    expect(reply.status).toBe(418);
    expect(reply.header("Content-Type")).toBe("text/x-tea");
    expect(reply.header("x-none")).toBeNull();
    expect(await readAll(reply.body)).toBe("Grüße");
    const [received] = upstream.requests;
    expect(received).toMatchObject({ method: "POST", path: "/runs/stream?x=1" });
    expect(received?.body).toBe('{"question":"Über uns?"}');
    expect(received?.headers).toMatchObject(headers);
  });

  test(`${name} asks for no compression`, async () => {
    const upstream = await start(({ response }) => response.end());
    await readAll((await create()(post(upstream.url))).body);
    expect(upstream.requests[0]?.headers["accept-encoding"] ?? "identity").toBe("identity");
  });

  test(`${name} sends no header that tells of the visitor`, async () => {
    const upstream = await start(({ response }) => response.end());
    await readAll((await create()(post(upstream.url))).body);
    const { headers = {} } = upstream.requests[0] ?? {};
    const expected = [
      ["accept", "accept-encoding", "accept-language", "connection", "content-length"],
      ["content-type", "host", "sec-fetch-mode", "user-agent"],
      // `cache: "no-store"` of fetch.
      ["cache-control", "pragma"],
    ].flat();
    expect(Object.keys(headers).filter((header) => !expected.includes(header))).toEqual([]);
  });

  test.each([301, 302, 307, 308])(
    `${name} does not follow a redirect with status %d`,
    async (status) => {
      const upstream = await start(({ response }) => {
        response.writeHead(status, { location: "/elsewhere" }).end();
      });
      const reply = await create()(post(`${upstream.url}/runs/stream`));
      reply.close();
      expect(reply.status).toBe(status);
      expect(upstream.requests.map(({ path }) => path)).toEqual(["/runs/stream"]);
    },
  );

  test(`${name} passes on each piece of a stream at once`, async () => {
    let next = (_text: string) => {};
    const upstream = await start((request) => {
      beginStream(request);
      next = (text) => void request.response.write(text);
    });
    const reply = await create()(post(upstream.url));
    const pieces = reply.body[Symbol.asyncIterator]();
    for (const text of ["one", "two", "three"]) {
      next(text);
      const { value } = await pieces.next();
      expect(Buffer.from(value as Uint8Array).toString()).toBe(text);
    }
    reply.close();
  });

  test(`${name} rejects if the reply is cut off before its end`, async () => {
    const upstream = await start((request) => {
      beginStream(request);
      request.response.write("half an event");
      setTimeout(() => request.response.destroy(), 20);
    });
    const reply = await create()(post(upstream.url));
    await expect(readAll(reply.body)).rejects.toBeInstanceOf(Error);
  });

  test(`${name} rejects if the reply is shorter than its content length`, async () => {
    const upstream = await start(({ response }) => {
      response.writeHead(200, { "content-length": "100" }).flushHeaders();
      response.write("short");
      setTimeout(() => response.destroy(), 20);
    });
    const reply = await create()(post(upstream.url));
    await expect(readAll(reply.body)).rejects.toBeInstanceOf(Error);
  });

  test(`${name} rejects if the connection is reset before the headers`, async () => {
    const upstream = await start(({ response }) => response.destroy());
    await expect(create()(post(upstream.url))).rejects.toBeInstanceOf(Error);
  });

  test(`${name} rejects if nobody listens`, async () => {
    const upstream = await startUpstream(() => {});
    await upstream.close();
    await expect(create()(post(upstream.url))).rejects.toBeInstanceOf(Error);
  });

  test.each([
    ["answers with something else than HTTP", "SSH-2.0-OpenSSH_9.2\r\n"],
    [
      "changes the protocol",
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    ],
    ["announces a reply that never comes", "HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n"],
  ])(`${name} rejects if the server %s`, async (_what, text) => {
    const server = createServer((socket) => {
      socket.on("error", () => {}).on("data", () => socket.end(text));
    }).listen(0, "127.0.0.1");
    cleanUps.push(() => server.close());
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await expect(create()(post(`http://127.0.0.1:${port}`))).rejects.toBeInstanceOf(Error);
  });

  test(`${name} sends nothing if the signal has aborted before`, async () => {
    const upstream = await start(({ response }) => response.end());
    await expect(
      create()(post(upstream.url, { signal: AbortSignal.abort() })),
    ).rejects.toBeInstanceOf(Error);
    expect(upstream.requests).toEqual([]);
  });

  test(`${name} closes the connection when the signal aborts before the headers`, async () => {
    const upstream = await start(() => {});
    const controller = new AbortController();
    const reply = create()(post(upstream.url, { signal: controller.signal }));
    const failure = reply.catch((error: unknown) => error);
    await waitUntil(() => upstream.requests.length > 0);
    controller.abort();
    expect(await upstream.requests[0]?.over).toBeGreaterThan(0);
    expect(await failure).toBeInstanceOf(Error);
  });

  test(`${name} closes the connection when the signal aborts while the body is read`, async () => {
    const upstream = await start((request) => {
      beginStream(request);
      request.response.write("one");
    });
    const controller = new AbortController();
    const reply = await create()(post(upstream.url, { signal: controller.signal }));
    const failure = readAll(reply.body).catch((error: unknown) => error);
    controller.abort();
    expect(await upstream.requests[0]?.over).toBeGreaterThan(0);
    expect(await failure).toBeInstanceOf(Error);
  });

  test(`${name} closes the connection when the signal aborts while nobody reads the body`, async () => {
    const upstream = await start((request) => {
      beginStream(request);
      request.response.write("one");
    });
    const controller = new AbortController();
    await create()(post(upstream.url, { signal: controller.signal }));
    controller.abort();
    expect(await upstream.requests[0]?.over).toBeGreaterThan(0);
  });

  test(`${name} closes the connection of a reply that is closed unread`, async () => {
    const upstream = await start((request) => {
      beginStream(request);
      request.response.write("one");
    });
    const reply = await create()(post(upstream.url));
    reply.close();
    expect(await upstream.requests[0]?.over).toBeGreaterThan(0);
  });

  test(`${name} does not wait for another stream to end, however many are open`, async () => {
    const upstream = await start((request) => beginStream(request));
    const send = create();
    const replies = await Promise.all(Array.from({ length: 300 }, () => send(post(upstream.url))));
    expect(await upstream.connections()).toBe(300);
    for (const reply of replies) reply.close();
  });

  test(`${name} makes a reader that reads nothing hold up the server`, async () => {
    let written = 0;
    const MEGABYTE = Buffer.alloc(1_048_576);
    const upstream = await start(async (request) => {
      beginStream(request);
      while (written < 200 && request.response.write(MEGABYTE)) written += 1;
      request.response.on("drain", () => {
        written += 1;
        if (written < 200) request.response.write(MEGABYTE);
      });
    });
    const reply = await create()(post(upstream.url));
    let before = -1;
    await waitUntil(() => {
      const isStill = written === before;
      before = written;
      return isStill;
    });
    expect(written).toBeLessThan(100);
    reply.close();
  });

  test(`${name} tells that a reply is compressed`, async () => {
    const upstream = await start(({ response }) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("text"));
    });
    const reply = await create()(post(upstream.url));
    expect(reply.header("content-encoding")).toBe("gzip");
    reply.close();
  });
});

test("Node's HTTP client uses a connection again after a reply was read to its end", async () => {
  const upstream = await start((request) => sendJson(request, 200, {}));
  const send = withNode();
  for (let time = 0; time < 5; time += 1) await readAll((await send(post(upstream.url))).body);
  expect(await upstream.connections()).toBe(1);
});

test("Node's HTTP client ends idle connections before LangGraph's servers do", async () => {
  const upstream = await start((request) => sendJson(request, 200, {}));
  const send = withNode();
  await readAll((await send(post(upstream.url))).body);
  expect(await upstream.connections()).toBe(1);
  await waitUntil(async () => (await upstream.connections()) === 0);
});
