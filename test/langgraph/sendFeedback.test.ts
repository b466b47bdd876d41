import { expect, test } from "vitest";
import { sendFeedback } from "../../src/langgraph/sendFeedback.js";
import { createScriptedServer, type Reply } from "../../src/testing/index.js";

function send(reply: Reply, apiUrl = "https://gateway.test/api/faq") {
  const server = createScriptedServer(() => reply);
  const sent = sendFeedback(
    { apiUrl, fetch: server.fetch, headers: { authorization: "Bearer visitor" } },
    { token: "signed", value: "down", reason: "outdated", comment: "It moved." },
  );
  return { server, sent };
}

test("feedback is one POST with the token, the value and what the visitor says", async () => {
  const { server, sent } = send({ status: 204 });
  await sent;
  expect([...server.requests, ...server.otherRequests]).toMatchObject([
    {
      method: "POST",
      url: "https://gateway.test/api/faq/feedback",
      headers: { "content-type": "application/json", authorization: "Bearer visitor" },
      body: { token: "signed", value: "down", reason: "outdated", comment: "It moved." },
    },
  ]);
});

test("a slash at the end of apiUrl is not doubled", async () => {
  const { server, sent } = send({ status: 204 }, "https://gateway.test/");
  await sent;
  expect(server.otherRequests[0]?.url).toBe("https://gateway.test/feedback");
});

test.each<[string, Reply, object]>([
  [
    "is sent too often",
    { status: 429, headers: { "retry-after": "3" } },
    { kind: "rate_limited", retryAfterMs: 3_000 },
  ],
  ["comes too late", { status: 410 }, { kind: "invalid_input" }],
  ["cannot be stored", { status: 502 }, { kind: "server" }],
  ["finds nobody", "unreachable", { kind: "network" }],
])("feedback that %s rejects with a run error", async (_name, reply, error) => {
  await expect(send(reply).sent).rejects.toMatchObject({ name: "RunError", ...error });
});

test("an apiUrl that is no address rejects with a config error and sends nothing", async () => {
  const { server, sent } = send({ status: 204 }, "not an address");
  await expect(sent).rejects.toMatchObject({ kind: "config" });
  expect(server.otherRequests).toEqual([]);
});
