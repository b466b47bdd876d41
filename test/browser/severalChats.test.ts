/** Several chats share a page, or React mounts one chat twice. Each question is still one run. */
import { completeRun } from "oneshot-chat/testing";
import { describe, expect, test } from "vitest";
import { chatOf } from "./chatsPage.js";
import { heldAnswer } from "./heldAnswer.js";
import { setUpScriptedChats } from "./scriptedChats.js";

describe("two chats on a page", () => {
  const { serve, open, show, server, receivedRuns } = setUpScriptedChats();

  test("stopping and removing one chat does not change the other", async () => {
    await serve((_run, { body }) => {
      const name = (body as { assistant_id: string }).assistant_id;
      return heldAnswer(`I am ${name}`, ".", name);
    });
    const page = await open();
    await show("left", { assistantId: "left" });
    await show("right", { assistantId: "right" });
    await chatOf(page, "left").ask("Who?");
    await chatOf(page, "right").ask("And you?");
    await chatOf(page, "left").answer.filter({ hasText: "I am left" }).waitFor();
    await chatOf(page, "right").answer.filter({ hasText: "I am right" }).waitFor();
    await chatOf(page, "left").button("Stop").click();
    await chatOf(page, "left").waitForStatus("stopped");
    expect(await chatOf(page, "right").status()).toBe("streaming");
    await page.evaluate(() => window.chats.hide("left"));
    server().release("right");
    await chatOf(page, "right").waitForStatus("success");
    expect(receivedRuns()).toHaveLength(2);
  });
});

describe("StrictMode", () => {
  const { serve, open, show, visit } = setUpScriptedChats({ mode: "development" });

  test("a question that an effect submits is one POST, although StrictMode runs the effect twice", async () => {
    await serve(completeRun("Yes."));
    const page = await open();
    await show("chat", {}, { isStrict: true, questionOnMount: "Refund?" });
    await chatOf(page).waitForStatus("success");
    expect(visit().calls()).toEqual(["POST /runs/stream", "POST /threads/search"]);
  });
});
