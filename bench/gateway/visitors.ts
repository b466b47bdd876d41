/** Visitors who read streams. They note how old each token is. */
import { connect, type Socket } from "node:net";
import type { FromVisitors, ToVisitors } from "./messages.js";

const OPENED_AT_ONCE = 20;
const ORIGIN = "https://site.example";

const tell = (message: FromVisitors) => process.send?.(message);

let sockets: Socket[] = [];
let isMeasuring = false;
let failed = 0;
let ages: number[] = [];

process.on("message", async (message: ToVisitors) => {
  if (message === "begin") {
    ages = [];
    isMeasuring = true;
  } else if (message === "end") {
    isMeasuring = false;
    const sorted = Float64Array.from(ages).sort();
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN) / 1_000;
    tell({ events: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), failed });
  } else if (message === "close") {
    await Promise.all(sockets.map(close));
    sockets = [];
    tell({ isClosed: true });
  } else {
    failed = 0;
    const questions = [
      ...Array.from({ length: message.open }, () => "speak"),
      ...Array.from({ length: message.idle }, () => "idle"),
    ];
    while (questions.length > 0)
      sockets.push(
        ...(await Promise.all(
          questions.splice(0, OPENED_AT_ONCE).map((question) => open(message.url, question)),
        )),
      );
    tell({ isOpen: true });
  }
});

/** Resolves when the first bytes of the reply have come. */
function open(url: string, question: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify({
    assistant_id: "faq",
    input: { messages: [{ role: "human", content: question }] },
  });
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  socket.write(
    `POST /runs/stream HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${ORIGIN}\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  return new Promise((resolve) => {
    let isFirst = true;
    socket.on("error", () => {});
    socket.on("close", () => {
      if (sockets.length > 0) failed += 1;
      resolve(socket);
    });
    socket.on("data", (bytes) => {
      if (isFirst) {
        isFirst = false;
        if (!bytes.toString("latin1", 9, 12).startsWith("200")) failed += 1;
        resolve(socket);
      }
      if (isMeasuring) note(bytes);
    });
  });
}

/** Finds the times in what has come. A time that is cut in two is not counted. */
function note(bytes: Buffer): void {
  const now = Number(process.hrtime.bigint() / 1_000n);
  const text = bytes.toString("latin1");
  for (let at = text.indexOf('"t0'); at !== -1; at = text.indexOf('"t0', at + 3)) {
    const time = Number(text.slice(at + 2, at + 18));
    if (time > 0) ages.push(now - time);
  }
}

function close(socket: Socket): Promise<void> {
  socket.removeAllListeners("close");
  if (socket.closed) return Promise.resolve();
  return new Promise((resolve) => {
    socket.on("close", () => resolve());
    socket.destroy();
  });
}
