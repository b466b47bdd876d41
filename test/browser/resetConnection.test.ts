/** The server resets a kept connection while the next question is sent. Chromium repeats such a POST by itself. */
import type { ServerResponse } from "node:http";
import { completeRun } from "oneshot-chat/testing";
import { describe, expect, test } from "vitest";
import { chatOf, eventually } from "./chatsPage.js";
import { setUpScriptedChats } from "./scriptedChats.js";

const { serve, open, show, server, visit, receivedRuns } = setUpScriptedChats();

describe("the server resets a kept connection while the next question is sent", () => {
  const keys = () => receivedRuns().map((asked) => asked.metadata.oneshot_key);

  test("Chromium sends the question again by itself, under the same key", async () => {
    await serve(completeRun("Yes."), {
      intercept(_exchange, request) {
        if (receivedRuns().length !== 2) return false;
        request.socket.resetAndDestroy();
        return true;
      },
    });
    const page = await open();
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).waitForStatus("success");
    await chatOf(page).ask("And on Sundays?");
    await eventually(receivedRuns).toHaveLength(3);
    await chatOf(page).waitForStatus("success");
    const [first, reset, repeated] = receivedRuns();
    expect(reset?.connection).toBe(first?.connection);
    expect(repeated?.connection).not.toBe(first?.connection);
    expect(keys()[2]).toBe(keys()[1]);
    expect(keys()[1]).not.toBe(keys()[0]);
    // The page itself has sent only two requests.
    expect(visit().runCalls()).toHaveLength(2);
  });

  test("if the server resets the repetition too, the question fails, and Try again sends it under a new key", async () => {
    await serve(completeRun("Yes."), {
      intercept(exchange, request) {
        const isSecondQuestion =
          exchange.metadata.oneshot_key !== keys()[0] && new Set(keys()).size === 2;
        if (isSecondQuestion) request.socket.resetAndDestroy();
        return isSecondQuestion;
      },
    });
    const page = await open();
    await show();
    await chatOf(page).ask("Refund?");
    await chatOf(page).waitForStatus("success");
    await chatOf(page).ask("And on Sundays?");
    await chatOf(page).waitForAlert("can’t be reached");
    expect(visit().runCalls()).toHaveLength(2);
    expect(new Set(keys()).size).toBe(2);
    await chatOf(page).button("Try again").click();
    await chatOf(page).waitForStatus("success");
    expect(visit().runCalls()).toHaveLength(3);
    expect(new Set(keys()).size).toBe(3);
    // With one kept connection, Chromium repeats the request once. So these are the first question, the reset one,
    // its repetition, and Try again.
    expect(receivedRuns()).toHaveLength(4);
  });

  test("Chromium sends one question at least seven times when six kept connections are reset, all under one key", async () => {
    const MAX_CONNECTIONS = 6; // Chromium keeps at most six connections to one HTTP/1.1 server
    const heldResponses: ServerResponse[] = [];
    let isBroken = true;
    await serve(completeRun("Yes."), {
      intercept({ call }, request, response) {
        if (call === "GET /kept") {
          heldResponses.push(response);
          if (heldResponses.length === MAX_CONNECTIONS)
            for (const waiting of heldResponses) waiting.end("{}");
          return true;
        }
        const isReset = isBroken && call.startsWith("POST /runs");
        if (isReset) request.socket.resetAndDestroy();
        return isReset;
      },
    });
    const page = await open();
    await show();
    await page.evaluate(
      async ([url, count]) => {
        const replies = Array.from({ length: count }, () =>
          fetch(`${url}/kept`, { cache: "no-store" }),
        );
        for (const response of await Promise.all(replies)) await response.text();
      },
      [server().url, MAX_CONNECTIONS] as const,
    );
    await chatOf(page).ask("Refund?");
    await chatOf(page).waitForAlert("can’t be reached");
    expect(visit().runCalls()).toHaveLength(1);
    expect(receivedRuns().length).toBeGreaterThan(MAX_CONNECTIONS);
    isBroken = false;
    expect(new Set(keys()).size).toBe(1);
    await chatOf(page).button("Try again").click();
    await chatOf(page).waitForStatus("success");
    expect(new Set(keys()).size).toBe(2);
  });
});
