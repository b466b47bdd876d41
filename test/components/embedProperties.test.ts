/** What an element of a page without React takes from its attributes and properties, and what the console says about mistakes. */
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { de } from "../../src/components/labels/de.js";
import {
  BOT_ATTRIBUTES,
  CHAT_ATTRIBUTES,
  PROPERTIES_ONLY,
  toProperty,
} from "../../src/embed/app/attributes.js";
import {
  createHostProperties,
  type HostProperties,
} from "../../src/embed/app/createHostProperties.js";
import { mistakeOf } from "../../src/embed/app/mistakeOf.js";
import { SEED } from "../browser/random.js";

let opened: HostProperties | undefined;
afterEach(() => {
  opened?.close();
  opened = undefined;
  document.body.replaceChildren();
});

/** An element on the page with these attributes, and a way to take what the console has said about it. */
function read(attributes: object, properties: object = {}) {
  const host = document.createElement("faq-bot");
  for (const [name, text] of Object.entries(attributes)) host.setAttribute(name, String(text));
  document.body.append(Object.assign(host, properties));
  const errors = vi.spyOn(console, "error").mockImplementation(() => {});
  opened = createHostProperties(host, true, () => {});
  const takeErrors = () => errors.mock.calls.splice(0).map(([text]): unknown => text);
  return { host, takeErrors, read: opened.read };
}

/** Observers of a page are called before this ends. */
const change = () => Promise.resolve();

test.each([
  ["a flag with its own name", "stream-subgraphs", "stream-subgraphs", true],
  ["a flag alone", "feedback", "", true],
  ["a flag that is off", "note", "false", false],
  ["a list of texts", "suggestions", '["One"]', ["One"]],
  ["one stream mode", "stream-mode", "updates", "updates"],
  ["several stream modes", "stream-mode", '["updates", "custom"]', ["updates", "custom"]],
  ["prefixes of links", "links", '["https://a.example/"]', ["https://a.example/"]],
  ["one distance", "offset", "12", 12],
  ["two distances", "offset", '{"block": 80}', { block: 80 }],
  ["a limit", "max-question-chars", "300", 300],
  ["a deadline that is off", "idle-timeout-ms", "0", 0],
])("%s is read from the attribute and from the same text as a property", (_, name, text, value) => {
  const property = name.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase());
  const ofAttribute = read({ [name]: text });
  expect(ofAttribute.read()).toMatchObject({ [property]: value });
  const ofProperty = read({}, { [property]: text });
  expect(ofProperty.read()).toMatchObject({ [property]: value });
});

const ELEMENT = document.createElement("b");
const FUNCTION = () => ({});

test.each([
  ["suggestions", ["One"]],
  ["labels", de],
  ["labels", { note: undefined, errors: { network: "Later." } }],
  ["offset", { inline: 5 }],
  ["opener", ELEMENT],
  ["headers", FUNCTION],
  ["toInput", FUNCTION],
  ["streamMode", ["custom"]],
  ["context", { user: null }],
  ["maxEvents", 12],
])("the property %s takes %o", (name, value) => {
  const element = read({}, { [name]: value });
  expect(element.read()).toMatchObject({ [name]: value });
  expect(Reflect.get(element.host, name)).toBe(value);
});

test.each<[string, unknown, RegExp]>([
  ["suggestions", 5, /is no JSON list of texts; write/],
  ["suggestions", [{}], /is no JSON list of texts; write/],
  ["labels", { note: 5 }, /is no JSON object of texts; write/],
  ["labels", { withShortcut: { name: "text" } }, /is no JSON object of texts; write/],
  ["labels", { errors: "Later." }, /is no JSON object of texts; write/],
  ["nodeLabels", Object.create(null, { a: { value: {}, enumerable: true } }), /is no JSON object/],
  ["opener", {}, /is no CSS selector; write/],
  ["opener", "#help[", /is no CSS selector; write/],
  ["opener", "", /is no CSS selector; write/],
  ["greeting", ELEMENT, /is no text/],
  ["mode", "Wait", /is not known; write "stream" or "wait"/],
  ["theme", "pink", /is not known; write "auto" or/],
  ["streamMode", "message", /is not known; write "values" or/],
  ["streamMode", ["message"], /is not known; write "values" or/],
  ["maxQuestionChars", Number.NaN, /is no whole number from 1; write/],
  ["maxQuestionChars", 0, /is no whole number from 1; write/],
  ["maxEvents", 1.5, /is no whole number from 1; write/],
  ["maxEventBytes", "none", /is no whole number from 1; write/],
  ["offset", -1, /is no number; write/],
  ["idleTimeoutMs", Infinity, /is no number; write/],
  ["headers", { "x shop": "1" }, /is no JSON object of headers; write/],
  ["headers", { "x-shop": "line\nend" }, /is no JSON object of headers; write/],
  ["note", "maybe", /is neither yes nor no; write/],
  ["getAnswer", "answer", /is no function/],
  ["config", [], /is no JSON object; write/],
  ["suggestions", Symbol("x"), /is no JSON list of texts; write/],
])("a wrong %s, such as %o, gives one error and counts as none", (name, value, fix) => {
  const { takeErrors, read: readAll } = read({ heading: "Questions?" }, { [name]: value });
  const said = takeErrors();
  expect(said).toEqual([expect.stringMatching(fix)]);
  expect(said[0]).toMatch(new RegExp(`^oneshot-chat: property ${name}`));
  const properties = readAll();
  expect(Reflect.get(properties, name)).toBeUndefined();
  expect(properties.heading).toBe("Questions?");
});

test("a wrong attribute is shown in part, with its name", () => {
  const { takeErrors } = read({ "max-events": "9".repeat(100) + "x" });
  expect(takeErrors()).toEqual([
    `oneshot-chat: attribute max-events="${"9".repeat(60)}…" is no whole number from 1; write digits only, such as 20.`,
  ]);
});

test("a label that does not exist is named with those that do, and the other labels count", () => {
  const { takeErrors, read: readAll } = read({ labels: '{"submit": "Send", "ask": "Go"}' });
  expect(takeErrors()).toEqual([
    expect.stringMatching(/ has no word "submit"; write question, ask, stop/),
  ]);
  expect(readAll().labels).toMatchObject({ ask: "Go" });
});

test("the last one set counts, also within one task, and also after the element was taken off the page", async () => {
  const { host, read: readAll } = read({});
  host.setAttribute("heading", "attribute");
  Object.assign(host, { heading: "property" });
  expect(readAll().heading).toBe("property");
  await change();
  expect(readAll().heading).toBe("property");

  Object.assign(host, { heading: "property" });
  host.setAttribute("heading", "attribute");
  await change();
  expect(readAll().heading).toBe("attribute");

  opened?.close();
  opened = createHostProperties(host, true, () => {});
  expect(opened.read().heading).toBe("attribute");
});

test("properties that no script has set leave the attributes as they are", () => {
  const { read: readAll } = read({ label: "Help" }, { label: undefined });
  expect(readAll().label).toBe("Help");
});

test.each<[string, object, object, string | RegExp | undefined]>([
  ["nothing", {}, {}, "set the attribute api-url on <faq-bot>."],
  [
    "the address in camel case",
    { apiUrl: "/ask" },
    {},
    /^set the attribute api-url, and not apiurl/,
  ],
  ["no assistant", { "api-url": "/ask" }, {}, "set the attribute assistant-id on <faq-bot>."],
  [
    "a blank assistant",
    { "api-url": "/ask", "assistant-id": " " },
    {},
    /assistant-id on <faq-bot>/,
  ],
  [
    "a client that cannot stream",
    {},
    { client: {} },
    /^the property client must have runs\.stream/,
  ],
  ["a client and an address", { "api-url": "/ask" }, { client: {} }, /takes the place of apiUrl/],
  ["a query", { "api-url": "/ask?x=1" }, {}, /^attribute api-url="\/ask\?x=1" has a query/],
  ["a hash", {}, { apiUrl: "/ask#x" }, /^property apiUrl="\/ask#x" has a query, a "#"/],
  [
    "a password",
    { "api-url": "https://a:b@c.example" },
    {},
    /a password; write the address without/,
  ],
  ["another scheme", { "api-url": "javascript:1" }, {}, /is refused, because/],
  ["an address and an assistant", { "api-url": "/ask", "assistant-id": "faq" }, {}, undefined],
])("an element with %s gets one sentence that says the fix, or none", (_, given, more, mistake) => {
  // The run reports it, so the console is empty here.
  const found = read(given, more).read().mistake;
  if (mistake instanceof RegExp) expect(found).toMatch(mistake);
  else expect(found).toBe(mistake);
});

test("a client for the mode that is asked for is enough", () => {
  const host = document.createElement("oneshot-chat");
  const client = { runs: { wait: async () => ({}) } } as never; // all that the mode "wait" needs
  expect(mistakeOf(host, { client, assistantId: "faq", mode: "wait" })).toBeUndefined();
  expect(mistakeOf(host, { client, assistantId: "faq" })).toMatch(/must have runs\.stream/);
});

/** `open` is an accessor of the element's own class. */
const NAMES = [
  ...Object.keys({ ...CHAT_ATTRIBUTES, ...BOT_ATTRIBUTES }).map(toProperty),
  ...PROPERTIES_ONLY,
].filter((name) => name !== "open");

test(`properties of any value are read or reported, and never throw (seed ${SEED})`, () => {
  const { host, takeErrors, read: readAll } = read({});
  const values = fc.oneof(
    fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
    fc.constantFrom(Symbol("x"), ELEMENT, FUNCTION, -0, Infinity, "[", "{}", "//", "\uD800"),
  );
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), values, (name, value) => {
      Reflect.set(host, name, value);
      const counts: unknown = Reflect.get(readAll(), name);
      const errors = takeErrors();
      expect(errors.length).toBeLessThan(2);
      // Labels count although one of them has no meaning. The address is reported by the run.
      if (errors.length > 0 && name !== "labels") expect(counts).toBeUndefined();
      if (errors.length === 0 && value != null && counts === undefined)
        expect([name, readAll().mistake]).toEqual(["apiUrl", expect.stringMatching(/^property/)]);
      Reflect.set(host, name, undefined);
    }),
    { seed: SEED, numRuns: 2000 },
  );
});
