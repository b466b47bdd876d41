/** `<oneshot-chat>`: attributes, properties, slots and events, on the built files. */
import { completeRun, hold, metadata, runFailed, tokens } from "oneshot-chat/testing";
import { expect, test } from "vitest";
import { answerOf, ASKS, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, server, watched } = setUpEmbedPages();

const CHAT = `<oneshot-chat ${ASKS}><a href="/contact">Contact us</a></oneshot-chat>`;
const runs = () => server().exchanges.filter(({ call }) => call === "POST /runs/stream").length;

/** Collects the events of the elements as `[name, detail]`. */
const COLLECT = `<script nonce="page">
  window.events = [];
  for (const name of ["ask", "first-token", "finish", "stop", "error", "feedback", "toggle"])
    document.addEventListener("oneshot-" + name, (event) => events.push([event.type, event.detail]));
</script>`;

test("the chat is loaded at once and takes the place of the fallback, and its events tell of the run", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(`${COLLECT}${SCRIPT}${CHAT}`);
  await page.getByRole("textbox", { name: "Your question" }).fill("When?");
  expect(await page.getByText("Contact us").isVisible()).toBe(false);
  await page.getByRole("button", { name: "Ask" }).click();
  await page.getByText("We open at nine.", { exact: true }).waitFor();
  await page.waitForFunction("events.length === 3");
  const events = await page.evaluate("events");
  expect(events).toEqual([
    ["oneshot-ask", { question: "When?" }],
    ["oneshot-first-token", { ms: expect.any(Number) as number }],
    ["oneshot-finish", { ms: expect.any(Number) as number }],
  ]);
});

test("a page that prevents oneshot-ask keeps the question from being sent", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}${CHAT}`);
  await page.evaluate(() =>
    document.addEventListener("oneshot-ask", (event) => event.preventDefault()),
  );
  await page.getByRole("textbox", { name: "Your question" }).fill("When?");
  await page.keyboard.press("Enter");
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(runs()).toBe(0);
});

test("Stop and Escape end a run, and a failed run is told in words and as an event", async () => {
  await serve((run) =>
    run === 0
      ? [metadata(), ...tokens("We open"), hold(), ...tokens(" at nine.")]
      : [metadata(), runFailed("ValueError", "secret")],
  );
  const page = await open(`${COLLECT}${SCRIPT}${CHAT}`);
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("When?");
  await page.keyboard.press("Enter");
  await answerOf(page).getByText("We open").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => server().exchanges[0]?.wasLeft).toBe(true);
  await box.fill("Really?");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await page.waitForFunction("events.some(([name]) => name === 'oneshot-error')");
  const events = (await page.evaluate("events")) as [string, unknown][];
  expect(events.map(([name]) => name)).toContain("oneshot-stop");
  expect(events.at(-1)).toEqual(["oneshot-error", { kind: "run_failed" }]);
});

test("a wrong value gives one console error with the attribute and the fix, and the rest works", async () => {
  await serve(completeRun("Yes."));
  const page = await open(
    `${SCRIPT}<oneshot-chat ${ASKS} heading="Questions?" suggestions="[Hours?" steps="sometimes"></oneshot-chat>`,
  );
  await page.getByRole("heading", { name: "Questions?" }).waitFor();
  const { problems } = watched();
  expect(problems.splice(0).sort()).toEqual([
    `console: oneshot-chat: attribute steps="sometimes" is not known; write "auto" or "always" or "never".`,
    `console: oneshot-chat: attribute suggestions="[Hours?" is no JSON list of texts; write one like '["One", "Two"]'.`,
  ]);
});

test.each([
  "javascript:alert(1)",
  "data:text/plain,x",
  "blob:https://a.example/x",
  "http://a.example",
  "//a.example",
  "https://",
])("nothing is requested from the address %s, and the console says why", async (address) => {
  await serve(completeRun("Yes."));
  const page = await open(
    `${SCRIPT}<oneshot-chat api-url="${address}" assistant-id="faq"></oneshot-chat>`,
  );
  await page.getByRole("textbox", { name: "Your question" }).fill("When?");
  await page.keyboard.press("Enter");
  await page.getByText("The assistant isn’t set up correctly on this page.").first().waitFor();
  const { problems } = watched();
  expect(problems.splice(0)).toEqual([
    expect.stringContaining(`attribute api-url="${address}" is `),
  ]);
  expect(watched().calls()).toEqual([]);
});

test("attributes and properties change at run time, and early properties count", async () => {
  await serve(completeRun("Yes."));
  const page = await open(
    `${CHAT}<script>document.querySelector("oneshot-chat").heading = "Early";</script>${SCRIPT}`,
  );
  await page.getByRole("heading", { name: "Early" }).waitFor();
  await page.evaluate(() =>
    document.querySelector("oneshot-chat")!.setAttribute("heading", "Later"),
  );
  await page.getByRole("heading", { name: "Later" }).waitFor();
  await page.evaluate(() => {
    document.querySelector("oneshot-chat")!.suggestions = ["Opening hours?"];
  });
  await page.getByRole("button", { name: "Opening hours?" }).waitFor();
  expect(await page.getByRole("heading", { name: "Early" }).count()).toBe(0);
});

test("children fill the slots for greeting, disclaimer and contact", async () => {
  await serve([metadata(), runFailed("ValueError", "secret")]);
  const page = await open(
    `${SCRIPT}<oneshot-chat ${ASKS}><b slot="greeting">Hello</b><i slot="disclaimer">No data is kept.</i><a slot="contact" href="/c">Write to us</a></oneshot-chat>`,
  );
  await page.getByText("Hello").waitFor();
  expect(await page.getByText("No data is kept.").isVisible()).toBe(true);
  expect(await page.getByText("Write to us").isVisible()).toBe(false);
  await page.getByRole("textbox", { name: "Your question" }).fill("When?");
  await page.keyboard.press("Enter");
  await page.getByText("Write to us").waitFor();
});

test("every part can be styled from outside, the page's dark class counts, and two elements share their style sheets", async () => {
  await serve(completeRun("Yes."));
  const page = await open(
    `${SCRIPT}${CHAT}<div class="dark"><oneshot-chat ${ASKS} theme="class"></oneshot-chat></div>`,
    { head: `<style>oneshot-chat::part(input) { color: rgb(1, 2, 3) }</style>` },
  );
  await page.getByRole("textbox").nth(1).waitFor();
  const [color, themes, isShared] = await page.evaluate(() => {
    const roots = [...document.querySelectorAll("oneshot-chat")].map(
      ({ shadowRoot }) => shadowRoot!,
    );
    return [
      getComputedStyle(roots[0]!.querySelector("textarea")!).color,
      roots.map((root) => root.querySelector("section")!.dataset["theme"]),
      roots[0]!.adoptedStyleSheets[0] === roots[1]!.adoptedStyleSheets[0],
    ];
  });
  expect(color).toBe("rgb(1, 2, 3)");
  expect(themes[1]).toBe("dark");
  expect(isShared).toBe(true);
});

test("a page mounts a chat by script, and loading twice changes nothing", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}<script type="module" src="/built/embed.bundle.js"></script>`);
  await page.waitForFunction("window.OneShotChat");
  const apiUrl = server().url;
  await page.evaluate((url) => {
    const chat = window.OneShotChat!.mount("body", {
      apiUrl: url,
      assistantId: "faq",
      heading: "Questions?",
    });
    Reflect.set(window, "chat", chat);
    chat.ask("When?");
  }, apiUrl);
  await page.getByText("Yes.").first().waitFor();
  expect(await page.evaluate("chat.isOpen")).toBe(true);
  await page.evaluate("chat.close()");
  await page.getByText("Yes.").first().waitFor({ state: "hidden" });
  expect(await page.evaluate("chat.isOpen")).toBe(false);
  await page.evaluate("chat.open()");
  await page.getByText("Yes.").first().waitFor();
  await page.evaluate("chat.destroy()");
  expect(await page.locator("faq-bot").count()).toBe(0);
  await expect(page.evaluate(`OneShotChat.mount("#none", {})`)).rejects.toThrow(
    /no element is "#none"/,
  );
  await expect(page.evaluate(`OneShotChat.mount("body", {})`)).rejects.toThrow(
    /pass apiUrl and assistantId/,
  );
  const innerHTML = "<img src=x onerror=window.wasRun=true>";
  const options = { apiUrl: server().url, assistantId: "faq", innerHTML };
  await expect(
    page.evaluate(`OneShotChat.mount("body", ${JSON.stringify(options)})`),
  ).rejects.toThrow(/leave out "innerHTML"/);
  expect(await page.evaluate("window.wasRun")).toBeUndefined();
});
