/**
 * Whether visitors can set members of the body that are not theirs: `webhook` makes the server call an address, and
 * `configurable` reaches the graph's configuration.
 *
 * A server that reads a member refuses a value of the wrong type. A server that drops the member answers the question.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { finding, ok, unknown, USE_GATEWAY, type CheckName, type Outcome } from "../Outcome.js";
import type { Timeline } from "../readTimeline.js";
import type { Site } from "../Site.js";

/** Nobody has this address: it is reserved for documentation. Source: RFC 5737. */
const RESERVED_WEBHOOK = "http://192.0.2.1/oneshot-chat-doctor";
const WEBHOOK_WAIT_MS = 5_000;

export async function checkFields(site: Site): Promise<readonly Outcome[]> {
  return [await checkWebhook(site), await checkConfigurable(site)];
}

async function checkWebhook(site: Site): Promise<Outcome> {
  const wrong = await site.ask({ webhook: 7 }, hasBegun);
  const early = judgeWrongType("webhook", wrong);
  if (early) return early;
  // Only a server on this machine can call the doctor back.
  const listener = isLoopback(site.url) ? await listen() : undefined;
  try {
    const right = await site.ask({ webhook: listener?.url ?? RESERVED_WEBHOOK }, (reply) =>
      listener ? false : hasBegun(reply),
    );
    if (listener && right.status === 200 && (await listener.wasCalled()))
      return finding(
        "webhook",
        "A visitor can make the server call any address: it called the doctor.",
        USE_GATEWAY,
      );
    return judgeRightType("webhook", wrong, right);
  } finally {
    listener?.close();
  }
}

async function checkConfigurable(site: Site): Promise<Outcome> {
  const wrong = await site.ask({ config: { configurable: 7 } }, hasBegun);
  const early = judgeWrongType("configurable", wrong);
  if (early) return early;
  const configurable = { oneshot_chat_doctor: "was here" };
  return judgeRightType(
    "configurable",
    wrong,
    await site.ask({ config: { configurable } }, hasBegun),
  );
}

function judgeWrongType(check: CheckName, { status }: Timeline): Outcome | undefined {
  if (status === 200) return ok(check, "The server drops it from the body.");
  if (status === 400 || status === 422) return undefined;
  return unknown(check, `The question was refused with status ${status}.`);
}

function judgeRightType(check: CheckName, wrong: Timeline, right: Timeline): Outcome {
  if (right.status === 200)
    return finding(
      check,
      `A visitor can set ${check}: the server read it and began the run.`,
      USE_GATEWAY,
    );
  // A server that refuses the member by its name says the same twice; one that read it says something else.
  const isSame = right.status === wrong.status && right.text === wrong.text;
  if (isSame) return ok(check, `The server refuses it (status ${right.status}).`);
  if (right.status === 400 || right.status === 422)
    return finding(
      check,
      `A visitor can set ${check}: the server refused only this value.`,
      USE_GATEWAY,
    );
  return unknown(check, `The question was refused with status ${right.status}.`);
}

function hasBegun({ status, events }: Timeline): boolean {
  return status === 200 && events.length > 0;
}

export function isLoopback(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

interface Listener {
  readonly url: string;
  /** Resolves to true when a request comes, and to false after a few seconds without one. */
  wasCalled(): Promise<boolean>;
  close(): void;
}

async function listen(): Promise<Listener> {
  let called = () => {};
  const call = new Promise<true>((resolve) => {
    called = () => resolve(true);
  });
  const path = `/${crypto.randomUUID()}`;
  const server: Server = createServer((request, response) => {
    if (request.url === path) called();
    request.resume();
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    async wasCalled() {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), WEBHOOK_WAIT_MS);
      });
      return Promise.race([call, timeout]).finally(() => clearTimeout(timer));
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
