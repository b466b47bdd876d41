import { describe, expect, test, vi } from "vitest";
import type { AnyRun } from "../../../src/components/chat/AnyRun.js";
import { createSourceFinder, findSources } from "../../../src/components/sources/findSources.js";
import { IDLE } from "../../../src/run/reduceRun.js";

const POLICY = { title: "Refund policy", url: "https://shop.example/refunds" };
const TERMS = { title: "Terms", url: "https://shop.example/terms" };

function runWith(fields: object): AnyRun {
  const actions = { maxQuestionChars: 10, stop() {}, submit: vi.fn(), retry: vi.fn() };
  return { ...IDLE, ...actions, status: "success", ...fields } as AnyRun; // the fields are those of a run
}

function withBlocks(...blocks: object[]): AnyRun {
  return runWith({ messages: [{ id: "1", type: "ai", text: "x", nodes: [], content: blocks }] });
}

function withEvents(...lists: unknown[]): AnyRun {
  return runWith({ customEvents: lists.map((sources) => ({ type: "sources", sources })) });
}

/** The sources as short lines: `1,2 title (url)`. */
function linesOf(run: AnyRun, getSources?: () => unknown): string[] {
  // A page without TypeScript may return anything.
  const given = getSources as (() => []) | undefined;
  return findSources(run, given).sources.map(
    ({ numbers, title, url }) => `${numbers.join()} ${title}${url ? ` (${url})` : ""}`,
  );
}

describe("citations in messages", () => {
  test.each<[string, object]>([
    [
      "LangChain's standard blocks",
      { annotations: [{ type: "citation", ...POLICY, cited_text: "5 days", start_index: 0 }] },
    ],
    [
      "standard blocks of JavaScript",
      { annotations: [{ type: "citation", ...POLICY, citedText: "5 days", startIndex: 0 }] },
    ],
    ["OpenAI", { annotations: [{ type: "url_citation", ...POLICY, text: "5 days" }] }],
    [
      "Anthropic's web search",
      { citations: [{ type: "web_search_result_location", ...POLICY, cited_text: "5 days" }] },
    ],
    [
      "Anthropic's search results",
      {
        citations: [
          {
            type: "search_result_location",
            source: POLICY.url,
            title: POLICY.title,
            cited_text: "5 days",
          },
        ],
      },
    ],
    [
      "annotations that LangChain does not know",
      {
        annotations: [
          { type: "non_standard_annotation", value: { ...POLICY, cited_text: "5 days" } },
        ],
      },
    ],
  ])("the source of %s is found", (_provider, fields) => {
    const [source] = findSources(withBlocks({ type: "text", text: "x", ...fields })).sources;
    expect(source).toEqual({
      numbers: [1],
      title: "Refund policy",
      url: "https://shop.example/refunds",
      host: "shop.example",
      text: "5 days",
    });
  });

  test.each([
    ["OpenAI", { annotations: [{ type: "file_citation", filename: "refunds.pdf" }] }],
    ["Anthropic", { citations: [{ type: "page_location", document_title: "refunds.pdf" }] }],
  ])("a file that %s cites is a source without an address", (_provider, fields) => {
    expect(linesOf(withBlocks({ type: "text", text: "x", ...fields }))).toEqual(["1 refunds.pdf"]);
  });

  test.each([
    [
      "Python",
      {
        grounding_metadata: {
          grounding_chunks: [{ web: { uri: POLICY.url, title: "Refund policy" } }],
        },
      },
    ],
    [
      "JavaScript",
      {
        groundingMetadata: {
          groundingChunks: [{ maps: { uri: POLICY.url, title: "Refund policy" } }],
        },
      },
    ],
  ])(
    "a source that Gemini was grounded on is found in the metadata of %s",
    (_language, metadata) => {
      const message = {
        id: "1",
        type: "ai",
        text: "x",
        nodes: [],
        content: "x",
        response_metadata: metadata,
      };
      expect(linesOf(runWith({ messages: [message] }))).toEqual([
        "1 Refund policy (https://shop.example/refunds)",
      ]);
    },
  );

  test("a source that is cited often is listed once", () => {
    const run = withBlocks(
      { type: "text", annotations: [POLICY, TERMS, { type: "x" }, POLICY] },
      { type: "reasoning", annotations: [{ title: "Not shown" }] },
      { type: "text", annotations: [TERMS, { title: "Delivery" }] },
    );
    expect(linesOf(run)).toEqual([
      "1 Refund policy (https://shop.example/refunds)",
      "2 Terms (https://shop.example/terms)",
      "3 Delivery",
    ]);
  });

  test.each(["tool", "system"])("what a %s message cites is no source of the answer", (type) => {
    const content = [{ type: "text", text: "x", annotations: [POLICY] }];
    expect(
      linesOf(runWith({ messages: [{ id: "1", type, text: "x", nodes: [], content }] })),
    ).toEqual([]);
  });
});

describe("custom events", () => {
  test("the sources of an event are numbered by their places", () => {
    expect(linesOf(withEvents([POLICY, TERMS]))).toEqual([
      "1 Refund policy (https://shop.example/refunds)",
      "2 Terms (https://shop.example/terms)",
    ]);
  });

  test("a source that a list holds twice has two numbers, and what is no source keeps its number", () => {
    expect(linesOf(withEvents([POLICY, {}, POLICY, null, TERMS]))).toEqual([
      "1,3 Refund policy (https://shop.example/refunds)",
      "5 Terms (https://shop.example/terms)",
    ]);
  });

  test("a later event adds to the list and does not count what is listed already", () => {
    const expected = [
      "1 Refund policy (https://shop.example/refunds)",
      "2 Terms (https://shop.example/terms)",
    ];
    expect(linesOf(withEvents([POLICY], [TERMS]))).toEqual(expected);
    expect(linesOf(withEvents([POLICY], [POLICY, TERMS]))).toEqual(expected);
  });

  test("events count more than citations", () => {
    const { messages } = withBlocks({ type: "text", annotations: [POLICY] });
    const { customEvents } = withEvents([TERMS]);
    expect(linesOf(runWith({ messages, customEvents }))).toEqual([
      "1 Terms (https://shop.example/terms)",
    ]);
  });

  test.each([
    [{ type: "sources" }],
    [{ type: "sources", sources: "x" }],
    [{ type: "progress", sources: [POLICY] }],
    [null],
    ["sources"],
  ])("the event %j holds no sources", (event) => {
    expect(linesOf(runWith({ customEvents: [event] }))).toEqual([]);
  });
});

describe("what a page gives", () => {
  test("getSources replaces what the run itself gives", () => {
    expect(linesOf(withEvents([POLICY]), () => [TERMS])).toEqual([
      "1 Terms (https://shop.example/terms)",
    ]);
    expect(linesOf(withEvents([POLICY]), () => [])).toEqual([]);
    expect(linesOf(withEvents([POLICY]), () => undefined)).toEqual([]);
    expect(linesOf(withEvents([POLICY]), () => null)).toEqual([]);
  });

  test.each([
    ["a text", () => "x"],
    ["an object", () => ({ sources: [] })],
    ["a promise", () => Promise.resolve([POLICY])],
    ["a promise that fails", () => Promise.reject(new Error("x"))],
  ])("%s is no list, so there are no sources and developers learn why", (_what, getSources) => {
    const found = findSources(runWith({}), getSources as unknown as () => []);
    expect(found.sources).toEqual([]);
    expect(found.mistake?.message).toMatch(/^getSources returned (?:a promise|a value of type)/);
  });

  test("an error counts as a mistake only once the run has succeeded", () => {
    const fail = () => {
      throw new Error("x");
    };
    expect(findSources(runWith({ status: "streaming" }), fail)).toEqual({ sources: [] });
    expect(findSources(runWith({ status: "stopped" }), fail)).toEqual({ sources: [] });
    expect(findSources(runWith({}), fail).mistake).toMatchObject({ cause: new Error("x") });
  });

  test("before the first question, getSources is not called", () => {
    const getSources = vi.fn(() => [POLICY]);
    findSources(runWith({ status: "idle" }), getSources);
    expect(getSources).not.toHaveBeenCalled();
  });

  test.each([
    null,
    1,
    "",
    " ",
    {},
    [],
    { title: 1 },
    { url: "/relative" },
    { title: "\u202E" },
    { text: "x" },
  ])("the entry %j is no source", (entry) => {
    expect(linesOf(runWith({}), () => [entry])).toEqual([]);
  });
});

describe("titles and addresses may be anything", () => {
  const only = (entry: unknown) => findSources(runWith({}), () => [entry as object]).sources[0];

  test.each([
    ["javascript:alert(1)", undefined],
    ["JaVa\nScript:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["blob:https://a.example/x", undefined],
    ["ftp://a.example/", undefined],
    ["mailto:a@b.example", undefined],
    ["/relative", undefined],
    ["a.example", undefined],
    ["https://", undefined],
    [`https://a.example/${"a".repeat(3000)}`, undefined],
    ["//a.example/x", "https://a.example/x"],
    ["https://user:secret@a.example/", "https://a.example/"],
    ["HTTPS://WWW.A.example:443/x y", "https://www.a.example/x%20y"],
    ["https:\\\\a.example\\x", "https://a.example/x"],
    ["https://pаypal.com", "https://xn--pypal-4ve.com/"],
  ])("the address %s becomes %s", (url, expected) => {
    expect(only({ title: "x", url })?.url).toBe(expected);
  });

  test("the host is shown in punycode and without www", () => {
    expect(only({ title: "x", url: "https://www.pаypal.com:8443" })?.host).toBe(
      "xn--pypal-4ve.com:8443",
    );
  });

  test("invisible characters and line ends leave titles and excerpts", () => {
    expect(only({ title: " a\u202Eb\n\tc\u0000\u200B ", text: "d\u2066\n e" })).toMatchObject({
      title: "ab c\uFFFD",
      text: "d e",
    });
  });

  test("long titles and excerpts are cut between characters", () => {
    const source = only({ title: "😀".repeat(1000), text: "b".repeat(100_000) });
    expect(source?.title).toBe(`${"😀".repeat(200)}…`);
    expect(source?.text).toBe(`${"b".repeat(300)}…`);
  });

  test.each([
    ["https://www.shop.example/refunds/", "shop.example/refunds"],
    ["https://shop.example", "shop.example"],
  ])("a source without a title is called by its address %s", (url, title) => {
    expect(only({ url })?.title).toBe(title);
    expect(only(url)?.title).toBe(title);
  });

  test("at most 50 sources are listed, and later numbers of listed ones count", () => {
    const many = Array.from({ length: 5000 }, (_, at) => ({ title: `t${at % 60}` }));
    const { sources } = findSources(runWith({}), () => many);
    expect(sources).toHaveLength(50);
    expect(sources[0]?.numbers.slice(0, 2)).toEqual([1, 61]);
    expect(sources[0]?.numbers.at(-1)).toBeLessThan(1000);
  });
});

describe("a run that streams", () => {
  test("a token changes nothing, so the same sources are returned and getSources is not called", () => {
    const messages = [{ id: "1", type: "ai", text: "a", nodes: [], content: "a" }];
    const updates = [{ node: "a", namespace: [], data: {} }];
    const first = { status: "streaming", messages, updates };
    const token = { ...first, messages: [{ ...messages[0], text: "ab", content: "ab" }] };
    const getSources = vi.fn(() => [{ ...POLICY }]);
    const find = createSourceFinder();
    const found = find(runWith(first), getSources);
    // A page may write the function inline, so it is a new one in each render.
    expect(find(runWith(token), () => getSources())).toBe(found);
    expect(getSources).toHaveBeenCalledOnce();
    const updated = { ...token, updates: [...updates] };
    expect(find(runWith(updated), getSources)).toBe(found);
    expect(getSources).toHaveBeenCalledTimes(2);
  });

  test("after the run, a new getSources is called", () => {
    const run = runWith({});
    const find = createSourceFinder();
    expect(find(run, () => [POLICY]).sources).toHaveLength(1);
    expect(find(run, () => [POLICY, TERMS]).sources).toHaveLength(2);
  });

  test("text after a citation returns the same sources, and a citation other ones", () => {
    const annotations = [POLICY];
    const find = createSourceFinder();
    const found = find(withBlocks({ type: "text", text: "a", annotations }));
    expect(find(withBlocks({ type: "text", text: "ab", annotations }))).toBe(found);
    const next = find(withBlocks({ type: "text", text: "ab", annotations: [POLICY, TERMS] }));
    expect(next.sources).toHaveLength(2);
  });

  test("a citation of a listed source returns the same sources", () => {
    const find = createSourceFinder();
    const found = find(withBlocks({ type: "text", annotations: [POLICY] }));
    expect(find(withBlocks({ type: "text", annotations: [POLICY, POLICY] }))).toBe(found);
  });

  test("the next run forgets the sources of the last one", () => {
    const find = createSourceFinder();
    expect(find(withEvents([POLICY])).sources).toHaveLength(1);
    expect(find(runWith({ status: "pending" })).sources).toEqual([]);
  });
});

test("an entry of getSources whose field throws gives no sources and a mistake", () => {
  const cause = new Error("not loaded");
  const entry = {
    get title(): string {
      throw cause;
    },
  };
  const found = findSources(runWith({ status: "success" }), () => [entry]);
  expect(found).toEqual({ sources: [], mistake: { message: expect.any(String) as string, cause } });
});
