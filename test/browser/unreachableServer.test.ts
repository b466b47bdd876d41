/** The browser cannot reach the server: the visitor is offline, or the server does not allow the page's origin. */
import { completeRun, cut, hold, metadata, tokens } from "oneshot-chat/testing";
import { describe, expect, test } from "vitest";
import { chatOf, eventually } from "./chatsPage.js";
import { setUpScriptedChats } from "./scriptedChats.js";

const { serve, open, show, server, visit, receivedRuns } = setUpScriptedChats();

describe("the visitor is offline", () => {
  test("the question stays in the box, and Try again sends it when the connection is back", async () => {
    await serve(completeRun("Yes."));
    const page = await open();
    await show();
    await page.context().setOffline(true);
    await chatOf(page).ask("Refund?");
    await chatOf(page).waitForAlert("You’re offline");
    expect(await page.getByRole("textbox").inputValue()).toBe("Refund?");
    expect(visit().runCalls()).toHaveLength(1);

    await page.context().setOffline(false);
    await eventually(() => page.evaluate(() => navigator.onLine)).toBe(true);
    expect(visit().runCalls()).toHaveLength(1);
    await chatOf(page).button("Try again").click();
    await chatOf(page).waitForStatus("success");
    expect(visit().runCalls()).toHaveLength(2);
    expect(receivedRuns()).toHaveLength(1);
    const [first, second] = visit().runBodies() as { metadata: { oneshot_key: string } }[];
    expect(first?.metadata.oneshot_key).not.toBe(second?.metadata.oneshot_key);
  });

  test("the words of an unfinished answer stay, and the page repeats no request by itself", async () => {
    await serve((run) =>
      run === 0
        ? [metadata(), ...tokens("Yes, within"), hold("until the browser is offline"), cut()]
        : completeRun("Yes."),
    );
    const page = await open();
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).answer.filter({ hasText: "within" }).waitFor();
    // Chromium's offline mode keeps open connections. A real connection breaks some time later, so the script cuts it.
    await page.context().setOffline(true);
    server().release("until the browser is offline");
    await chatOf(page).waitForAlert("You’re offline");
    expect(await chatOf(page).answer.innerText()).toBe("Yes, within");
    await page.context().setOffline(false);
    await eventually(() => page.evaluate(() => navigator.onLine)).toBe(true);
    expect(receivedRuns()).toHaveLength(1);
    await chatOf(page).button("Try again").click();
    await chatOf(page).waitForStatus("success");
    expect(receivedRuns()).toHaveLength(2);
  });
});

describe("the server has another origin", () => {
  test("if the server refuses the preflight, the visitor sees the error at once and no POST reaches the server", async () => {
    await serve(completeRun("Yes."), { allowsOrigins: false });
    const page = await open();
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).waitForAlert("can’t be reached");
    expect(visit().runCalls()).toHaveLength(1);
    expect(server().exchanges).toEqual([]);
    expect(server().preflights).toHaveLength(1);
  });

  test("if the server allows the preflight but not the reading of the reply, it receives one POST", async () => {
    await serve(completeRun("Yes."), { allowsOrigins: false, allowsPreflight: true });
    const page = await open();
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).waitForAlert("can’t be reached");
    expect(receivedRuns()).toHaveLength(1);
  });
});
