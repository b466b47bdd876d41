// @vitest-environment jsdom
/** What the console says to developers who set a page up, in bundles as applications make them. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { BUNDLES, createConsumer, type Consumer } from "./consumer.js";

type Ask = (options: object) => Promise<string>;
type BundleName = keyof typeof BUNDLES;

let consumer: Consumer;
beforeAll(() => {
  consumer = createConsumer();
}, 240_000);
afterAll(() => consumer.remove());

/** Runs scripts as a page does that has no `process`. */
function openPage(scripts: readonly string[]): Ask {
  for (const script of scripts) new Function("process", script)(undefined);
  // The entry of the bundle sets it.
  return (globalThis as unknown as { ask: Ask }).ask;
}

/** Asks one question and notes what the console says. */
async function askAndListen(ask: Ask, options: object) {
  const said: string[] = [];
  const note = (level: string) =>
    vi.spyOn(console, level as "warn").mockImplementation((...words: unknown[]) => {
      said.push([`${level}:`, ...words].map(String).join(" "));
    });
  const spies = ["warn", "error"].map(note);
  const ends = await ask(options);
  for (const spy of spies) spy.mockRestore();
  return { ends, said };
}

/** A server that gives every request the same answer. */
function replies(status: number, body: string, type = "application/json") {
  return {
    apiUrl: "https://assistant.test",
    assistantId: "faq",
    fetch: async () => new Response(body, { status, headers: { "content-type": type } }),
  };
}

/** A mistake in the set-up, how its run ends, and what the warning says: the likely fix and the server's words. */
const MISTAKES: readonly (readonly [string, object, string, RegExp])[] = [
  [
    "an assistant that the server does not know",
    replies(404, "No assistant found for faqq"),
    "not_found",
    /Check assistantId.*No assistant found for faqq/s,
  ],
  [
    "input that the server refuses",
    replies(400, '{"detail":"input must be a list"}'),
    "invalid_input",
    /Compare the graph's input with what toInput returns.*input must be a list/s,
  ],
  [
    "a missing token",
    replies(401, '{"detail":"no token"}'),
    "unauthorized",
    /Send a token with headers.*no token/s,
  ],
  [
    "the address of a web page",
    replies(200, "<!doctype html>", "text/html"),
    "bad_response",
    /of type text\/html.*Check that apiUrl is the address of a LangGraph server.*page\.$/s,
  ],
  [
    "a connection that the browser refuses, as for CORS",
    {
      apiUrl: "https://assistant.test",
      assistantId: "faq",
      fetch: async () => {
        throw new TypeError("Failed to fetch");
      },
    },
    "network",
    /CORS settings.*Failed to fetch/s,
  ],
  [
    "a toInput that throws",
    {
      ...replies(200, ""),
      toInput() {
        throw new Error("no page");
      },
    },
    "config",
    /toInput failed.*no page/s,
  ],
];

const BAD_LUCK = replies(503, "overloaded");
const NO_ASSISTANT = { apiUrl: "https://assistant.test", assistantId: "" };
/** An SDK client with its default settings, as far as the hook looks at it. */
const repeatingClient = () => ({
  assistantId: "faq",
  client: {
    runs: {
      asyncCaller: { maxRetries: 4 },
      async *stream() {
        yield { event: "end", data: { status: "success" } };
      },
      wait: async () => ({}),
    },
  },
});

const DEVELOPMENT = [
  "vite build --mode development",
  "Vite's development server",
  "esbuild for browsers",
] as const satisfies readonly BundleName[];

describe.each(DEVELOPMENT)("in development, bundled by %s", (name) => {
  let ask: Ask;
  beforeAll(() => {
    ask = openPage(BUNDLES[name](consumer));
  }, 240_000);

  test.each(MISTAKES)("the console says the fix of %s", async (_name, options, kind, sentence) => {
    const { ends, said } = await askAndListen(ask, options);
    expect(ends).toBe(kind);
    expect(said).toEqual([expect.stringMatching(sentence)]);
    expect(said[0]).toMatch(/^warn: oneshot-chat: /);
  });

  test("the console says nothing about a visitor's bad luck", async () => {
    expect(await askAndListen(ask, BAD_LUCK)).toEqual({ ends: "server", said: [] });
  });

  test("the console warns once of a client that repeats requests", async () => {
    const options = { ...repeatingClient(), expectsAnswer: false };
    const { said } = await askAndListen(ask, options);
    expect(said).toEqual([expect.stringContaining("this client repeats failed requests")]);
    expect((await askAndListen(ask, options)).said).toEqual([]);
  });
});

const PRODUCTION = [
  "vite build",
  "esbuild with define",
  "esbuild without define",
] as const satisfies readonly BundleName[];

describe.each(PRODUCTION)("in production, bundled by %s", (name) => {
  let ask: Ask;
  beforeAll(() => {
    ask = openPage(BUNDLES[name](consumer));
  }, 240_000);

  test.each(MISTAKES)("the console says nothing about %s", async (_name, options, kind) => {
    expect(await askAndListen(ask, options)).toEqual({ ends: kind, said: [] });
  });

  test("the console says nothing of a client that repeats requests", async () => {
    const options = { ...repeatingClient(), expectsAnswer: false };
    expect((await askAndListen(ask, options)).said).toEqual([]);
  });

  test("the console says the fix of options that cannot work", async () => {
    const { ends, said } = await askAndListen(ask, NO_ASSISTANT);
    expect(ends).toBe("config");
    expect(said).toEqual([expect.stringMatching(/^error: oneshot-chat: assistantId is empty; /)]);
  });
});

test.each(["vite build", "esbuild with define"] as const)(
  "the bundle of %s does not hold the warnings for developers",
  (name) => {
    const bundle = BUNDLES[name](consumer).join("\n");
    expect(bundle).toContain("assistantId is empty");
    expect(bundle).not.toContain("Check assistantId, and the path of apiUrl");
    expect(bundle).not.toContain("this client repeats failed requests");
  },
);
