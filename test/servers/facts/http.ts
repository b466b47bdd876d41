/** Shows status codes and bodies of refused requests, headers, CORS, compression, limits and redirects. */
import { randomUUID } from "node:crypto";
import { call, print, QUESTION, section } from "./probe.js";
import type { Topic } from "./Topic.js";

const ASK = { assistant_id: "steps", input: QUESTION, stream_mode: ["updates"] };
const ORIGIN = { origin: "http://page.example" };
const HEADERS =
  "content-type location content-location cache-control content-encoding x-accel-buffering vary".split(
    " ",
  );

export const show: Topic = async ({ url }) => {
  const post = (body: unknown, headers = {}, path = "/runs/stream") =>
    call(url, "POST", path, body, headers);
  const printAnswer = async (title: string, request: Promise<Awaited<ReturnType<typeof call>>>) => {
    const { status, headers, body } = await request;
    print(title, `${status} ${headers.get("content-type")} ${JSON.stringify(body)}`);
  };

  section("Refused and unusual requests");
  await printAnswer("unknown assistant", post({ ...ASK, assistant_id: "nope" }));
  await printAnswer("unknown assistant, a UUID", post({ ...ASK, assistant_id: randomUUID() }));
  await printAnswer("no assistant_id", post({ input: QUESTION }));
  await printAnswer("unknown stream mode", post({ ...ASK, stream_mode: ["nope"] }));
  await printAnswer("unknown member", post({ ...ASK, nonsense: 1 }));
  await printAnswer("broken JSON", post('{"assistant_id":'));
  await printAnswer("JSON as text/plain", post(ASK, { "content-type": "text/plain" }));
  await printAnswer("GET", call(url, "GET", "/runs/stream"));
  await printAnswer("unknown path", call(url, "GET", "/nothing"));
  await printAnswer("a slash at the end", post(ASK, {}, "/runs/stream/"));
  await printAnswer(
    "wait, unknown assistant",
    post({ ...ASK, assistant_id: "nope" }, {}, "/runs/wait"),
  );
  for (const megabytes of [1, 16, 64]) {
    const content = "x".repeat(megabytes * 1_000_000);
    const input = { messages: [{ role: "human", content }] };
    const { status } = await post({ ...ASK, input, stream_mode: ["custom"] });
    print(`a question of ${megabytes} MB`, status);
  }

  section("Headers of an answer");
  for (const path of ["/runs/stream", "/runs/wait"]) {
    const { headers } = await post(ASK, { "accept-encoding": "gzip, br" }, path);
    print(path, Object.fromEntries(HEADERS.map((name) => [name, headers.get(name)])), 600);
  }

  section("CORS by default");
  print("answer", accessHeaders((await post(ASK, ORIGIN)).headers), 600);
  const asked = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "x-own",
  };
  const preflight = await call(url, "OPTIONS", "/runs/stream", undefined, { ...ORIGIN, ...asked });
  print(`preflight ${preflight.status}`, accessHeaders(preflight.headers), 600);
};

const accessHeaders = (headers: Headers) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control")));
