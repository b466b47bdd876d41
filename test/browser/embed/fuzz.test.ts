/** Elements with random attributes: no script of theirs runs, nothing foreign is requested, and no error is uncaught. */
import { completeRun } from "oneshot-chat/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BOT_ATTRIBUTES, CHAT_ATTRIBUTES } from "../../../src/embed/app/attributes.js";
import { isLong, RANDOM_TEST_TIMEOUT_MS, SEED } from "../random.js";
import { SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, watched } = setUpEmbedPages();

const SETS = isLong ? 2000 : 200;
/** How many elements are on the page at once. */
const AT_ONCE = 20;

const HOSTILE = [
  "",
  " ",
  "true",
  "false",
  "null",
  "undefined",
  "0",
  "-1",
  "1e309",
  "NaN",
  "99999999999999999999",
  "[]",
  "{}",
  "[null]",
  '["a", "b"]',
  "[bad json",
  '{"__proto__": {"polluted": 1}, "constructor": "x"}',
  '{"errors": {"network": "<img src=x onerror=window.ran=1>"}}',
  "javascript:window.ran=1",
  "data:text/html,<script>parent.ran=1</script>",
  "//foreign.example/x",
  "https://foreign.example/\u0000",
  "\"><img src=https://foreign.example/x onerror=window.ran=1><svg onload='window.ran=1'>",
  "</style><script>window.ran = 1</script>",
  "url(https://foreign.example/x)",
  "[![x](https://foreign.example/x.png)](javascript:window.ran=1)",
  "*",
  "body > :has(",
  "line\nend\r\n\t",
  "👩‍👩‍👧‍👦 \u202E\u0000 \uD800",
  "a".repeat(5000),
  '["' + '<img src=x onerror=window.ran=1>", "'.repeat(50) + '"]',
] as const;

/** They decide whom the page asks, so the test sets them itself. */
const NAMES = Object.keys({ ...CHAT_ATTRIBUTES, ...BOT_ATTRIBUTES }).filter(
  (name) => name !== "api-url" && name !== "assistant-id",
);
const FOREIGN_NAMES = [
  "style",
  "dir",
  "lang",
  "hidden",
  "slot",
  "is",
  "title",
  "onclick-x",
  "data-x",
];

const sets = fc.array(
  fc.record({
    tag: fc.constantFrom("faq-bot", "oneshot-chat"),
    attributes: fc.uniqueArray(
      fc.tuple(
        fc.constantFrom(...NAMES, ...FOREIGN_NAMES),
        fc.oneof(fc.constantFrom(...HOSTILE), fc.string(), fc.json()),
      ),
      { selector: ([name]) => name, maxLength: 12 },
    ),
    /** Which of the attributes change, or go, while the element is there. */
    changes: fc.array(fc.tuple(fc.nat(11), fc.option(fc.constantFrom(...HOSTILE))), {
      maxLength: 4,
    }),
    address: fc.constantFrom("API", "API", "API", "javascript:window.ran=1", "//foreign.example"),
  }),
  { minLength: AT_ONCE, maxLength: AT_ONCE },
);

test(
  `${SETS} random sets of attributes run no script, request nothing foreign and leave no error uncaught (seed ${SEED})`,
  async () => {
    console.info(`seed ${SEED}`);
    await serve(completeRun("We open at nine."));
    const page = await open(
      `<script>window.ran = 0; window.failed = []; addEventListener("error", (event) => failed.push(event.message)); addEventListener("unhandledrejection", (event) => failed.push(String(event.reason)));</script>${SCRIPT}<oneshot-chat api-url="API" assistant-id="faq"></oneshot-chat><main></main>`,
    );
    await page.getByRole("textbox", { name: "Your question" }).waitFor();
    const server = await page.locator("oneshot-chat").getAttribute("api-url");
    // The console names each wrong value. It must hold no other messages.
    watched().expectConsole(/^oneshot-chat:/);
    let shown = 0;
    for (const group of fc.sample(sets, { seed: SEED, numRuns: SETS / AT_ONCE })) {
      shown += await page.evaluate(
        async ([elements, address]) => {
          const main = document.querySelector("main")!;
          const made = elements.map(({ tag, attributes, address: given }) => {
            const element = document.createElement(tag);
            for (const [name, value] of attributes) element.setAttribute(name, value);
            element.setAttribute("api-url", given.replace("API", address!));
            element.setAttribute("assistant-id", "faq");
            return element as HTMLElement & { ask(question: string): void };
          });
          main.append(...made);
          for (const element of made) element.ask("When?");
          const frame = () => new Promise(requestAnimationFrame);
          await frame();
          made.forEach((element, at) => {
            const { changes, attributes } = elements[at]!;
            for (const [index, value] of changes) {
              const name = attributes[index]?.[0];
              if (name === undefined) continue;
              if (value === null) element.removeAttribute(name);
              else element.setAttribute(name, value);
            }
          });
          for (let count = 0; count < 5; count += 1) await frame();
          const mounted = made.filter(({ shadowRoot }) =>
            shadowRoot?.querySelector('[data-part="form"], [data-part="panel"]'),
          );
          main.replaceChildren();
          return mounted.length;
        },
        [group, server] as const,
      );
      expect(await page.evaluate("[window.ran, ...failed]")).toEqual([0]);
      // Requests to other machines are in this list, because the browser's guard stops them.
      expect(watched().problems).toEqual([]);
    }
    // The page still works, and its prototypes are whole.
    const box = page.getByRole("textbox", { name: "Your question" });
    await box.fill("When?");
    await box.press("Enter");
    await page.getByText("We open at nine.").first().waitFor();
    expect(await page.evaluate(() => Reflect.get({}, "polluted"))).toBeUndefined();
    expect(shown).toBe(SETS);
  },
  RANDOM_TEST_TIMEOUT_MS * 2,
);
