/** The doctor in front of small servers of the tests, each with one property. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { runCommand } from "../../../src/gateway/cli/runCommand.js";
import { createTerminal } from "./terminal.js";

type Handle = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(handle: Handle) {
  const seen: { method: string; path: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    seen.push({ method: request.method ?? "", path: request.url ?? "", body });
    handle(request, response, body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

interface Report {
  readonly code: number;
  readonly problem?: string;
  readonly questions: number;
  readonly statuses: Readonly<Record<string, string>>;
  readonly says: Readonly<Record<string, string>>;
}

async function examine(url: string, ...flags: readonly string[]): Promise<Report> {
  const terminal = createTerminal();
  const args = ["doctor", url, "--assistant", "faq", "--json", ...flags];
  const code = await runCommand(args, terminal);
  // The command printed this object a moment ago.
  const { outcomes, ...rest } = JSON.parse(terminal.output()) as {
    outcomes: { check: string; status: string; says: string }[];
    problem?: string;
    questions: number;
  };
  return {
    code,
    ...rest,
    statuses: Object.fromEntries(outcomes.map(({ check, status }) => [check, status])),
    says: Object.fromEntries(outcomes.map(({ check, says }) => [check, says])),
  };
}

const WORDS = ["We ", "are ", "open."].map(
  (content) => `event: messages\ndata: ${JSON.stringify([{ type: "ai", content }, {}])}\n\n`,
);

/** Answers a question as a gateway does, and everything else with 404. */
function careful(
  change: { limit?: number; refuse?: (body: string) => [number, string] | undefined } = {},
): Handle {
  let answered = 0;
  return (request, response, body) => {
    const { method, url } = request;
    if (method === "OPTIONS" || url !== "/runs/stream") return void response.writeHead(404).end();
    if (request.headers["content-type"] !== "application/json")
      return void response.writeHead(415).end();
    const refusal = body.includes('"input"')
      ? change.refuse?.(body)
      : ([400, "no question"] as const);
    if (refusal) return void response.writeHead(refusal[0]).end(refusal[1]);
    if (answered >= (change.limit ?? 5)) return void response.writeHead(429).end();
    answered += 1;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`${WORDS.join("")}event: end\ndata: {"status":"success"}\n\n`);
  };
}

test("a careful server has no findings, and exit code 0", async () => {
  const { url, seen } = await serve(careful());
  const report = await examine(url);
  expect(Object.values(report.statuses)).not.toContain("finding");
  expect(report.code).toBe(0);
  expect(report.questions).toBeLessThanOrEqual(10);
  const questions = seen.filter(({ body }) => body.includes('"input"'));
  expect(questions).toHaveLength(report.questions);
});

test("a careful server that refuses unknown members by name has no findings", async () => {
  const refuse = (body: string): [number, string] | undefined =>
    /"(webhook|config)"/.test(body) ? [400, "unknown member"] : undefined;
  const { url } = await serve(careful({ refuse }));
  const { statuses, code } = await examine(url);
  expect(statuses).toMatchObject({ webhook: "ok", configurable: "ok" });
  expect(code).toBe(0);
});

test("a server that refuses only some values of a member reads it", async () => {
  const refuse = (body: string): [number, string] | undefined => {
    if (body.includes('"webhook":7')) return [422, "7 is no text"];
    if (body.includes('"webhook"')) return [422, "host blocked"];
    if (body.includes('"configurable":7')) return [422, "7 is no object"];
    return undefined;
  };
  const { url } = await serve(careful({ refuse }));
  const { statuses, code } = await examine(url);
  expect(statuses).toMatchObject({ webhook: "finding", configurable: "finding" });
  expect(code).toBe(1);
});

test("a server without a limit is found by at most ten questions", async () => {
  const { url } = await serve(careful({ limit: Infinity }));
  const { statuses, questions, code } = await examine(url);
  expect(statuses.limit).toBe("finding");
  expect(questions).toBeLessThanOrEqual(10);
  expect(code).toBe(1);
});

test("a check that the operator ignores is left out of the report and of the exit code", async () => {
  const { url } = await serve(careful({ limit: Infinity }));
  const { statuses, code } = await examine(url, "--ignore", "limit");
  expect(statuses).not.toHaveProperty("limit");
  expect(code).toBe(0);
});

describe("POST /internal/truncate", () => {
  const json = (response: ServerResponse, status: number, value: unknown) =>
    void response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify(value));
  const zod = { success: false, error: { name: "ZodError", issues: [] } };

  test("the doctor never sends it to a server whose neighbouring path shows it", async () => {
    const { url, seen } = await serve((request, response) =>
      request.url?.startsWith("/internal/debug/thread/")
        ? json(response, 404, { error: "not found" })
        : json(response, 422, { detail: "…" }),
    );
    expect((await examine(url)).statuses.truncate).toBe("finding");
    expect(seen.filter(({ path }) => path === "/internal/truncate")).toEqual([]);
  });

  test("the doctor never sends it to a server that is not known to check the body", async () => {
    const { url, seen } = await serve((_, response) =>
      json(response, 422, { detail: "Not Found" }),
    );
    expect((await examine(url)).statuses.truncate).toBe("ok");
    expect(seen.filter(({ path }) => path === "/internal/truncate")).toEqual([]);
  });

  test("the body names nothing to delete, even for a server that does not check it", async () => {
    const { url, seen } = await serve((_, response) => json(response, 400, zod));
    expect((await examine(url)).statuses.truncate).toBe("finding");
    const bodies = seen.filter(({ path }) => path === "/internal/truncate").map(({ body }) => body);
    expect(bodies).toHaveLength(1);
    const flags = Object.values(JSON.parse(bodies[0] ?? "") as object);
    expect(flags.filter(Boolean)).toEqual([]);
  });
});

test("the studio header is a finding if it opens what was closed", async () => {
  const { url } = await serve((request, response) => {
    const isStudio = request.headers["x-auth-scheme"] === "langsmith";
    response.writeHead(isStudio ? 200 : 401, { "content-type": "application/json" });
    response.end(isStudio ? "[]" : "{}");
  });
  const { statuses, code, problem } = await examine(url);
  expect(statuses).toMatchObject({ threads: "ok", "studio-header": "finding" });
  expect(problem).toBe("The server wants credentials, which a stranger does not have.");
  expect(code).toBe(1);
});

describe("a deployment that cannot be checked ends with exit code 2 and one sentence", () => {
  test("nobody answers", async () => {
    const { url } = await serve(() => {});
    servers.at(-1)?.close();
    const report = await examine(url);
    expect(report).toMatchObject({ code: 2, questions: 0 });
    expect(report.problem).toMatch(/did not answer: .*ECONNREFUSED/);
  });

  test.each([
    [404, /no assistant "faq"/],
    [403, /pass the address of your page with --origin/],
    [429, /limit is reached/],
    [307, /redirects to/],
    [500, /refused the question with status 500: oops/],
  ])("status %i", async (status, sentence) => {
    const { url } = await serve((_, response) => response.writeHead(status).end("oops"));
    const report = await examine(url);
    expect(report.problem).toMatch(sentence);
    expect(report.code).toBe(2);
  });

  test("a redirect is named as the address to pass", async () => {
    const location = "https://www.site.example/api/faq/runs/stream";
    const { url } = await serve((_, response) => response.writeHead(308, { location }).end());
    const { problem } = await examine(url);
    expect(problem).toBe(
      `${url} redirects to https://www.site.example/api/faq; pass that address.`,
    );
  });

  test("an address with a query", async () => {
    const terminal = createTerminal();
    const args = ["doctor", "https://site.example/?a=1", "--assistant", "faq"];
    expect(await runCommand(args, terminal)).toBe(2);
    expect(terminal.errors()).toMatch(/^Pass the address without a query/);
  });

  test("a server's words hold no control characters in the report", async () => {
    const { url } = await serve((_, response) => response.writeHead(500).end("\x1B[31moops\x07"));
    const terminal = createTerminal();
    expect(await runCommand(["doctor", url, "--assistant", "faq"], terminal)).toBe(2);
    expect(terminal.output()).toContain("\uFFFD[31moops\uFFFD");
  });

  test("a web page instead of a stream is a finding", async () => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
    );
    const report = await examine(url);
    expect(report.statuses["content-type"]).toBe("finding");
    expect(report.problem).toMatch(/sends no stream/);
    // A page for every path must not look like open paths of the API.
    const { threads, store, assistants, truncate } = report.statuses;
    expect([threads, store, assistants, truncate]).toEqual(["ok", "ok", "ok", "ok"]);
  });
});

test.each([
  [["doctor"], /^Pass the address/],
  [["doctor", "ftp://site.example", "--assistant", "faq"], /^Pass the address/],
  [["doctor", "https://site.example"], /^Pass the name of the assistant/],
  [
    ["doctor", "https://site.example", "--assistant", "faq", "--origin", "site.example"],
    /no origin/,
  ],
  [
    ["doctor", "https://site.example", "--assistant", "faq", "--ignore", "all"],
    /^--ignore all is no check/,
  ],
  [
    ["doctor", "https://site.example", "--assistant", "faq", "--input", "{"],
    /^--input is no valid JSON/,
  ],
])("%j is refused with one sentence before anything is asked", async (args, sentence) => {
  const terminal = createTerminal();
  expect(await runCommand(args, terminal)).toBe(2);
  expect(terminal.errors()).toMatch(sentence);
});

test("a key in any reply is found, also in one that is refused", async () => {
  const { url } = await serve((_, response) =>
    response.writeHead(500).end("error: lsv2_pt_0123456789abcdef0123456789abcdef is not valid"),
  );
  const { statuses, code } = await examine(url);
  expect(statuses.secrets).toBe("finding");
  expect(code).toBe(1);
});

test("a LangGraph server that cannot be asked is named", async () => {
  const { url } = await serve(careful());
  const { url: langGraphUrl } = await serve((_, response) => response.writeHead(403).end());
  const report = await examine(url, "--langgraph-url", langGraphUrl);
  expect(report.problem).toContain(`${langGraphUrl} answered with status 403`);
  expect(report.code).toBe(2);
});

test("the report has one line a check, says the number of questions first, and names the fix", async () => {
  const { url } = await serve(careful({ limit: Infinity }));
  const terminal = createTerminal();
  await runCommand(["doctor", url, "--assistant", "faq"], terminal);
  const [first, second, blank, ...lines] = terminal.output().split("\n");
  expect(first).toBe(`Checking ${url} as a page on ${url} would.`);
  expect(second).toMatch(/at most 10 questions, 4 of them at once\. It deletes nothing\.$/);
  expect(blank).toBe("");
  expect(lines.find((line) => / limit /.test(line))).toMatch(/^FIX .+ → Set limits/);
  expect(lines.at(-2)).toMatch(/^1 finding, \d+ questions asked\.$/);
});
