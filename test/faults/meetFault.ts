/** One fault met by one visitor: what is seen, and what must hold whatever is seen. */
import { expect, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunStore } from "../../src/run/runStore.js";
import type { RunErrorKind } from "../../src/langgraph/errors.js";
import type { RunOptions, RunSettings, RunSnapshot } from "../../src/run/types.js";
import { completeRun } from "../../src/testing/index.js";
import { startMisbehavingServer } from "./misbehavingServer.js";
import type { MisbehavingServer, Play, SeenRequest } from "./misbehavingServer.js";
import { paintAtOnce } from "./paintAtOnce.js";
import type { SdkVersion, Transport } from "./transports.js";
import { watchTimers } from "./watchTimers.js";

export const QUESTION = "Can I get a refund?";

/** What a visitor sees when it is over, and what it cost. */
export interface Outcome {
  readonly end: "success" | "stopped" | RunErrorKind;
  readonly answer: string;
  /** More that the snapshot's error tells. */
  readonly error?: object;
  /** Requests that start a run. Default 1. */
  readonly posts?: number;
  /** Submissions among them, told apart by their keys. Default as many as `posts`. */
  readonly keys?: number;
  /** Requests of any kind to a server of another origin. Default 0. */
  readonly elsewhere?: number;
  /** Whether the run called itself slow on its way. Not looked at by default. */
  readonly wasSlow?: boolean;
}

export interface Fault {
  /** The name in the list of faults, `docs/faults.md`. */
  readonly fault: string;
  readonly name: string;
  readonly play: Play;
  readonly settings?: Partial<RunSettings>;
  /** Where the visitor is sent, if not to the server. */
  readonly address?: (server: MisbehavingServer) => string | Promise<string>;
  /** What the visitor does. Default: asks, and waits for the end. */
  readonly visit?: (page: Page) => Promise<RunSnapshot>;
  readonly sees: Outcome;
  /** Where a client of the caller's, which reads the network by itself, honestly differs. */
  readonly withClient?: Partial<Outcome>;
  /** Where one version of the SDK differs from the others. */
  readonly withSdk?: Partial<Record<SdkVersion, Partial<Outcome>>>;
  /** Why a client of the caller's does not meet this fault. */
  readonly guardedOnly?: string;
  /** The SDK's pauses make it last; one version of the SDK stands for all in the quick suite. */
  readonly isLong?: boolean;
  /** The SDK is left in a pause before its next try, which it notices as the pause ends. */
  readonly leavesSdkPausing?: boolean;
}

export interface Page {
  readonly store: RunStore;
  readonly server: MisbehavingServer;
  /** Every snapshot published, in order. */
  readonly published: readonly RunSnapshot[];
  /** Every callback called, in order, with the JSON of what it was given. */
  readonly heard: readonly string[];
  /** Another run on the same page. */
  another(): RunStore;
  /** Resolves once a snapshot fits. */
  shows(fits: (snapshot: RunSnapshot) => boolean): Promise<RunSnapshot>;
}

/** Whether asking again may help, by kind; the visitor's button depends on it. */
const MAY_TRY_AGAIN: Record<RunErrorKind, boolean> = {
  network: true,
  offline: true,
  timeout: true,
  unauthorized: false,
  not_found: true,
  invalid_input: false,
  too_large: false,
  rate_limited: true,
  budget_exceeded: false,
  duplicate_request: false,
  server: true,
  run_failed: true,
  truncated: true,
  no_answer: true,
  bad_response: true,
  interrupted: false,
  config: false,
};

/** What a fault may hold that no visitor, and no log by default, should read. */
export const SECRET = "secret stack /etc/model token=abc";

/** What is to be seen of a fault through a transport. */
export function outcomeOf(fault: Fault, { sdk }: Transport): Outcome {
  const { posts = 1, ...sees } = {
    ...fault.sees,
    ...(sdk && { ...fault.withClient, ...fault.withSdk?.[sdk] }),
  };
  return { posts, keys: posts, elsewhere: 0, ...sees };
}

/**
 * Sends a visitor through a fault, holds what must hold whatever happens, and presses "try again" where that
 * is offered.
 *
 * @returns what was seen
 */
export async function meetFault(fault: Fault, transport: Transport): Promise<Outcome> {
  const elsewhere = await startMisbehavingServer(async (wire) => {
    await wire.send(...completeRun("Elsewhere."));
    wire.end();
  });
  const server = await startMisbehavingServer(fault.play, { elsewhere: elsewhere.url });
  const timers = watchTimers();
  paintAtOnce();
  const unhandled: unknown[] = [];
  const noteUnhandled = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", noteUnhandled);
  process.on("uncaughtException", noteUnhandled);

  const published: RunSnapshot[] = [];
  const heard: string[] = [];
  const hear = (name: string) => (told: unknown) =>
    void heard.push(`${name} ${JSON.stringify(told)}`);
  const connection = transport.connect((await fault.address?.(server)) ?? server.url);
  const settings: RunSettings = {
    assistantId: "faq",
    onRunCreated: hear("onRunCreated"),
    onEvent: hear("onEvent"),
    onUpdate: hear("onUpdate"),
    onCustomEvent: hear("onCustomEvent"),
    onFinish: hear("onFinish"),
    onError: hear("onError"),
  };
  const options: RunOptions = { ...settings, ...fault.settings, ...connection };
  const store = createRun(options);
  store.subscribe(() => published.push(store.getSnapshot()));
  const page: Page = {
    store,
    server,
    published,
    heard,
    another: () => createRun(options),
    shows: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          if (!fits(store.getSnapshot())) return;
          unsubscribe();
          resolve(store.getSnapshot());
        };
        const unsubscribe = store.subscribe(look);
        look();
      }),
  };

  try {
    const snapshot = await (fault.visit?.(page) ?? store.submit(QUESTION));
    const callsAtEnd = heard.length;
    const shownAtEnd = published.length;
    await settle();
    const seen: Outcome = {
      end: snapshot.error?.kind ?? (snapshot.status as Outcome["end"]),
      answer: snapshot.answer,
      ...(snapshot.error && { error: snapshot.error }),
      posts: server.runs().length,
      keys: keysOf(server).size,
      elsewhere: elsewhere.requests.length,
      wasSlow: published.some(({ isSlow }) => isSlow),
    };

    expect(store.getSnapshot()).toBe(snapshot);
    expect(snapshot.question).toBe(QUESTION);
    expect(snapshot.isSlow).toBe(false);
    expectPlainWords(snapshot);
    expect(lifeOf(published)).toMatch(/^(pending (streaming )?(success|stopped|error) )+$/);
    expect(heard.slice(callsAtEnd)).toEqual([]);
    expect(published.slice(shownAtEnd)).toEqual([]);
    expect(unhandled).toEqual([]);
    const isPause = (line: string) => fault.leavesSdkPausing && line.includes("node_modules");
    expect(timers.pending().filter((line) => !isPause(line))).toEqual([]);
    // A run that the server ended is not cancelled there. At most, one look asks whether it is over.
    if (!isLeft(seen)) {
      expect(server.requests.filter(isCancel)).toEqual([]);
      expect(server.requests.filter(isOfThreads).length).toBeLessThanOrEqual(2);
    }

    if (snapshot.error?.canRetry && !fault.address) await tryAgain();
    return seen;
  } finally {
    timers.restore();
    process.off("unhandledRejection", noteUnhandled);
    process.off("uncaughtException", noteUnhandled);
    await server.close();
    await elsewhere.close();
  }

  /** Waits for the connections to close, those of the calls that cancel a run included. */
  async function settle(): Promise<void> {
    await server.allClosed();
    await elsewhere.allClosed();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await server.allClosed();
  }

  /** The question is one click from an answer, and the click is one more POST with a key of its own. */
  async function tryAgain(): Promise<void> {
    const before = server.runs().length;
    vi.unstubAllGlobals();
    paintAtOnce();
    server.play(async (wire) => {
      await wire.send(...completeRun("Now it works."));
      wire.end();
    });
    store.setOptions({ ...settings, ...connection });
    const again = await store.retry();
    expect(again).toMatchObject({ status: "success", question: QUESTION, answer: "Now it works." });
    expect(server.runs()).toHaveLength(before + 1);
    expect(keysOf(server).size).toBe(before + 1);
    await server.allClosed();
  }
}

/** A sentence, and a button where it may help: no HTML, no JSON and nothing of what a parser or a server said. */
function expectPlainWords({ error }: RunSnapshot): void {
  if (!error) return;
  expect(error.canRetry).toBe(MAY_TRY_AGAIN[error.kind]);
  expect(error.message).toMatch(/^[A-Za-z][^{}<>]*\.$/);
  expect(error.message).not.toMatch(/JSON|Unexpected|undefined/);
  expect(JSON.stringify({ ...error, message: error.message, cause: undefined })).not.toContain(
    SECRET,
  );
}

/** The statuses in the order they were shown; of those that lie between, each once. */
function lifeOf(published: readonly RunSnapshot[]): string {
  const statuses = published.map(({ status }) => status);
  return statuses
    .filter((status, at) => isEnd(status) || status !== statuses[at - 1])
    .map((status) => `${status} `)
    .join("");
}

function isEnd(status: string): boolean {
  return status !== "pending" && status !== "streaming";
}

function isLeft({ end, posts = 1 }: Outcome): boolean {
  return ["stopped", "timeout", "too_large", "truncated"].includes(end) || posts > 1;
}

function isCancel({ path }: SeenRequest): boolean {
  return path.endsWith("/cancel");
}

function isOfThreads({ path }: SeenRequest): boolean {
  return path.includes("/threads");
}

function keysOf(server: MisbehavingServer): Set<string> {
  const keyOf = (body: unknown) =>
    (body as { metadata?: { oneshot_key?: string } }).metadata?.oneshot_key ?? "none";
  return new Set(server.runs().map(({ body }) => keyOf(body)));
}
