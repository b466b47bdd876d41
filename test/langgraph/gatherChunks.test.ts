import { expect, test, vi } from "vitest";
import { gatherChunks } from "../../src/langgraph/gatherChunks.js";

/** A network whose chunks, end and failure a test controls, and a rest that it ends. */
function start({ rests = true } = {}) {
  let network!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  const cancel = vi.fn();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => void (network = controller),
    cancel,
  });
  let endRest = () => {};
  const rested = new Promise<void>((resolve) => (endRest = resolve));
  const onBytes = vi.fn();
  const gathered = gatherChunks(body, { onBytes, rest: () => (rests ? rested : undefined) });
  const send = (text: string) => network.enqueue(new TextEncoder().encode(text));
  return { network, gathered, reader: gathered.getReader(), onBytes, send, endRest, cancel };
}

const decode = ({ value }: { value?: Uint8Array | undefined }) => new TextDecoder().decode(value);
const settle = () => new Promise((resolve) => setTimeout(resolve));

test("without a rest, each chunk is passed on as it comes", async () => {
  const { reader, send } = start({ rests: false });
  send("one");
  send("two");
  expect(decode(await reader.read())).toBe("one");
  expect(decode(await reader.read())).toBe("two");
});

test("chunks that come during a rest are one chunk, and each is reported as it comes", async () => {
  const { reader, send, endRest, onBytes } = start();
  const read = reader.read();
  send("one ");
  await settle();
  send("two ");
  await settle();
  send("three");
  await settle();
  expect(onBytes).toHaveBeenCalledTimes(3);
  endRest();
  expect(decode(await read)).toBe("one two three");
});

test("the end of the stream ends the rest", async () => {
  const { reader, send, network } = start();
  const read = reader.read();
  send("one ");
  send("two");
  await settle();
  network.close();
  expect(decode(await read)).toBe("one two");
  expect((await reader.read()).done).toBe(true);
});

test("a connection that breaks ends the rest, and its bytes come before the error", async () => {
  const { reader, send, network } = start();
  const read = reader.read();
  send("one ");
  send("two");
  await settle();
  network.error(new TypeError("terminated"));
  expect(decode(await read)).toBe("one two");
  await expect(reader.read()).rejects.toThrow("terminated");
});

test("a fast stream does not rest", async () => {
  const { reader, send } = start();
  send("x".repeat(20_000));
  expect(decode(await reader.read())).toHaveLength(20_000);
});

test("nothing is read before somebody asks, and leaving closes the connection", async () => {
  const { reader, send, onBytes, cancel } = start();
  send("one");
  await settle();
  expect(onBytes).not.toHaveBeenCalled();
  await reader.cancel("left");
  expect(cancel).toHaveBeenCalledWith("left");
});
