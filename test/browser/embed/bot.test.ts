/** `<faq-bot>` from a script tag, on the built files. */
import { completeRun, hold, metadata, tokens } from "oneshot-chat/testing";
import { expect, test } from "vitest";
import { answerOf, ASKS, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, files, server, watched } = setUpEmbedPages();

const BOT = `<faq-bot ${ASKS} heading="Questions?"><a href="/contact">Contact us</a></faq-bot>`;

test("a visitor opens the panel, asks, and reads the answer", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(`${SCRIPT}${BOT}`);
  await page.getByRole("button", { name: "Get help" }).click();
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.waitFor();
  await page.waitForFunction(
    () => document.querySelector("faq-bot")?.shadowRoot?.activeElement?.localName === "textarea",
  );
  await page.keyboard.type("When do you open?");
  await page.keyboard.press("Enter");
  await page.getByText("We open at nine.", { exact: true }).waitFor();
  expect(server().exchanges.filter(({ call }) => call === "POST /runs/stream")).toHaveLength(1);
});

test("only the button is loaded before a visitor shows interest, and a warm-up asks the server nothing", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}${BOT}`);
  const button = page.getByRole("button", { name: "Get help" });
  await button.waitFor();
  expect(files.requested).toEqual(["embed.js"]);
  expect(await page.getByText("Contact us").isVisible()).toBe(false);
  await button.hover();
  await page.waitForFunction(() =>
    document.querySelector("faq-bot")?.shadowRoot?.querySelector("h2"),
  );
  await expect.poll(() => files.requested.length).toBe(2);
  expect(files.requested[1]).toMatch(/^app-/);
  expect(server().exchanges).toEqual([]);
  expect(watched().calls()).toEqual([]);
});

test("a button that has the focus keeps it while the rest takes its place", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}${BOT}`);
  await page.getByRole("button", { name: "Get help" }).waitFor();
  await page.keyboard.press("Tab");
  await expect.poll(() => files.requested.length).toBe(2);
  await page.waitForFunction(() => {
    const button = document.querySelector("faq-bot")?.shadowRoot?.activeElement;
    // Only the loaded component gives it an id that begins with this letter.
    return button?.getAttribute("aria-controls")?.startsWith("P");
  });
  expect(
    await page.evaluate(() =>
      document
        .querySelector("faq-bot")
        ?.shadowRoot?.querySelector(".osc-launcher-layer")
        ?.matches(":popover-open"),
    ),
  ).toBe(true);
});

test("the button has the elements, the classes and the parts that the component renders", async () => {
  await serve(completeRun("Yes."));
  const page = await open(
    `${SCRIPT}<faq-bot ${ASKS} heading="Questions?" shortcut="/" position="bottom-start" label="Help"></faq-bot>`,
  );
  await page.getByRole("button").waitFor();
  const readTree = () =>
    page.evaluate(() => {
      const describe = (element: Element): unknown => [
        element.localName,
        // It names the panel, which the component adds.
        [...element.attributes]
          .filter(({ name }) => name !== "aria-controls")
          .map(({ name, value }) => `${name}=${value}`)
          .sort(),
        [...element.childNodes]
          .filter((node) => !(node instanceof HTMLDialogElement))
          .map((node) => (node instanceof Element ? describe(node) : node.textContent)),
      ];
      return describe(document.querySelector("faq-bot")!.shadowRoot!.firstElementChild!);
    });
  const stub = await readTree();
  await page.getByRole("button").hover();
  await page.locator("faq-bot dialog").waitFor({ state: "attached" });
  expect(await readTree()).toEqual(stub);
});

test("a script shows the panel, stops a run whose words stay, and closes the panel", async () => {
  await serve([metadata(), ...tokens("We open"), hold(), ...tokens(" at nine.")]);
  const page = await open(`${SCRIPT}${BOT}`);
  await page.waitForFunction("window.OneShotChat");
  await page.evaluate(() => document.querySelector("faq-bot")!.show());
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("When?");
  await box.press("Enter");
  await page.getByText("We open").waitFor();
  await page.evaluate(() => document.querySelector("faq-bot")!.stop());
  await expect.poll(() => server().exchanges[0]?.wasLeft).toBe(true);
  await page.getByText("Stopped.").first().waitFor();
  expect(await page.locator('[data-part="answer"]').innerText()).toBe("We open");
  await page.evaluate(() => document.querySelector("faq-bot")!.close());
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

const FIRST_HELD = (run: number) =>
  run === 0
    ? [metadata(), ...tokens("We open"), hold(), ...tokens(" at nine.")]
    : completeRun("They open at ten.");

test("a run is stopped when the element is removed, and a removed element works when it is put back", async () => {
  await serve(FIRST_HELD);
  const page = await open(`${SCRIPT}<main></main>${BOT}`);
  await page.evaluate(() => document.querySelector("faq-bot")!.ask("When do you open?"));
  await answerOf(page).getByText("We open").waitFor();
  await page.evaluate(() => {
    const bot = document.querySelector("faq-bot")!;
    Reflect.set(window, "removed", bot);
    bot.remove();
  });
  await expect.poll(() => server().exchanges[0]?.wasLeft).toBe(true);
  await page.evaluate(() => document.body.append(Reflect.get(window, "removed")));
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.waitFor();
  expect(await page.getByText("We open").count()).toBe(0);
  await box.fill("Really?");
  await box.press("Enter");
  await page.getByText("They open at ten.", { exact: true }).waitFor();
});

test("a chat that is removed in a run and put back asks again, and the first run is stopped", async () => {
  await serve(FIRST_HELD);
  const page = await open(`${SCRIPT}<oneshot-chat ${ASKS}></oneshot-chat>`);
  await page.evaluate(() => document.querySelector("oneshot-chat")!.ask("When do you open?"));
  await page.getByText("We open").waitFor();
  await page.evaluate(() => {
    const chat = document.querySelector("oneshot-chat")!;
    Reflect.set(window, "removed", chat);
    chat.remove();
  });
  await expect.poll(() => server().exchanges[0]?.wasLeft).toBe(true);
  await page.evaluate(() => document.body.append(Reflect.get(window, "removed")));
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("Really?");
  await box.press("Enter");
  await page.getByText("They open at ten.", { exact: true }).waitFor();
  expect(await page.getByText("We open").count()).toBe(0);
});

test("two elements run at the same time, and a stop in one leaves the other", async () => {
  await serve((run) => [
    metadata(),
    ...tokens(run === 0 ? "First" : "Second"),
    hold(),
    ...completeRun(" answer.").slice(1),
  ]);
  const page = await open(
    `${SCRIPT}<oneshot-chat id="one" ${ASKS}></oneshot-chat><oneshot-chat id="two" ${ASKS}></oneshot-chat>`,
  );
  for (const [id, words] of [
    ["one", "First"],
    ["two", "Second"],
  ] as const) {
    await page.locator(`#${id}`).getByRole("textbox").fill("When?");
    await page.keyboard.press("Enter");
    await page.locator(`#${id}`).getByText(words).first().waitFor();
  }
  await page.locator("#one").getByRole("button", { name: "Stop" }).click();
  await expect.poll(() => server().exchanges[0]?.wasLeft).toBe(true);
  server().release();
  await page.locator("#two").getByText("answer.").first().waitFor();
  expect(server().exchanges[1]?.wasLeft).toBe(false);
  expect(await page.locator("#one").getByText("answer.").count()).toBe(0);
});

test("elements that are defined long after the page was loaded take the place of their fallback", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${BOT}<oneshot-chat ${ASKS}><p>Write to us</p></oneshot-chat>`);
  expect(await page.getByText("Contact us").isVisible()).toBe(true);
  expect(await page.getByText("Write to us").isVisible()).toBe(true);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = "/built/embed.js";
    document.head.append(script);
  });
  await page.getByRole("textbox", { name: "Your question" }).waitFor();
  await page.getByRole("button", { name: "Get help" }).waitFor();
  expect(await page.getByText("Contact us").isVisible()).toBe(false);
  expect(await page.getByText("Write to us").isVisible()).toBe(false);
});

test("an element that moves while a run goes on keeps the run, the answer and the panel", async () => {
  await serve([metadata(), ...tokens("We open"), hold(), ...completeRun(" at nine.").slice(1)]);
  const page = await open(`${SCRIPT}<main></main>${BOT}`);
  await page.evaluate(() => document.querySelector("faq-bot")!.ask("When do you open?"));
  await answerOf(page).getByText("We open").waitFor();
  await page.evaluate(() =>
    document.querySelector("main")!.append(document.querySelector("faq-bot")!),
  );
  expect(await answerOf(page).getByText("We open").isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: "Get help" }).isVisible()).toBe(true);
  server().release();
  await answerOf(page).getByText("at nine").waitFor();
  expect(server().exchanges.filter(({ call }) => call === "POST /runs/stream")).toHaveLength(1);
});

test("a script that cannot be loaded is told in words, the fallback stays, and a retry helps", async () => {
  await serve(completeRun("Yes."));
  files.failing.add(/^app-/);
  const page = await open(`${SCRIPT}${BOT}`);
  watched().expectConsole(/the chat's script could not be loaded/);
  await page.getByRole("button", { name: "Get help" }).click();
  await page.getByRole("alert").getByText("can’t be reached").waitFor();
  expect(await page.getByText("Contact us").isVisible()).toBe(true);
  files.failing.clear();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("textbox", { name: "Your question" }).waitFor();
  expect(await page.getByText("Contact us").isVisible()).toBe(false);
});
