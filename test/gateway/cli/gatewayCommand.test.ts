import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runCommand } from "../../../src/gateway/cli/runCommand.js";
import { createTerminal } from "./terminal.js";

const KEY = "lsv2_pt_0123456789abcdef0123456789abcdef";
const FLAGS = ["--upstream-url", "https://langgraph.example", "--assistant", "faq=support-graph"];
const GOOD = [...FLAGS, "--origin", "https://site.example"];
const WITH_KEY = { ONESHOT_UPSTREAM_API_KEY: KEY };
const SECRETS = {
  ...WITH_KEY,
  ONESHOT_REDIS_URL: "redis://user:pass-word@127.0.0.1:6379",
  ONESHOT_FEEDBACK_SECRET: "f".repeat(32),
  ONESHOT_LANGSMITH_API_KEY: `${KEY}-langsmith`,
};

describe("gateway --check", () => {
  test("it prints what would be allowed, and no secret", async () => {
    const terminal = createTerminal(SECRETS);
    expect(await runCommand(["gateway", "--check", ...GOOD], terminal)).toBe(0);
    const printed = terminal.output();
    for (const part of [
      "The settings are valid.",
      "https://langgraph.example, key ****",
      "faq (support-graph)",
      "https://site.example",
      "POST /runs/stream, POST /runs/wait, POST /feedback, GET /healthz",
      "Redis at 127.0.0.1:6379; without it: local",
      "runsPerVisitorPerDay         100",
    ])
      expect(printed).toContain(part);
    for (const secret of ["lsv2", "pass-word", "ffff"]) expect(printed).not.toContain(secret);
    expect(terminal.errors()).toBe("");
  });

  test("mistakes are one sentence each, with the flag and the variable to use, and exit code 1", async () => {
    const terminal = createTerminal();
    const flags = ["--upstream-url", "http://langgraph.example", "--origin", "*"];
    expect(await runCommand(["gateway", "--check", ...flags], terminal)).toBe(1);
    const sentences = terminal.errors().trimEnd().split("\n");
    expect(sentences).toHaveLength(4);
    expect(sentences).toEqual([
      expect.stringMatching(
        /^upstream\.apiUrl uses http:.*\(--upstream-url, ONESHOT_UPSTREAM_URL\)$/,
      ),
      expect.stringMatching(/^upstream\.apiKey is missing;.*\(ONESHOT_UPSTREAM_API_KEY\)$/),
      expect.stringMatching(/^assistants is missing.*\(--assistant, ONESHOT_ASSISTANTS\)$/),
      expect.stringMatching(/^allowedOrigins has "\*".*\(--origin, ONESHOT_ORIGINS\)$/),
    ]);
    expect(terminal.output()).toBe("");
  });

  test("the config file of the examples is valid", async () => {
    vi.stubEnv("LANGGRAPH_URL", "https://langgraph.example");
    vi.stubEnv("LANGGRAPH_API_KEY", KEY);
    const terminal = createTerminal({ ONESHOT_CONFIG: "examples/gateway/gateway.config.mjs" });
    expect(await runCommand(["gateway", "--check"], terminal)).toBe(0);
    expect(terminal.output()).toContain("from X-Forwarded-For of 127.0.0.1, ::1");
    vi.unstubAllEnvs();
  });

  test("an unknown flag ends with exit code 2", async () => {
    const terminal = createTerminal();
    expect(await runCommand(["gateway", "--chekc"], terminal)).toBe(2);
    expect(terminal.errors()).toMatch(/^Unknown option '--chekc'\. .+ --help lists the flags\.\n$/);
  });

  test("a negative number after a flag is explained in one line", async () => {
    const terminal = createTerminal();
    expect(await runCommand(["gateway", "--max-run-ms", "-5"], terminal)).toBe(2);
    expect(terminal.errors()).toMatch(/^Option '--max-run-ms' .+\. .+ --help lists the flags\.\n$/);
  });

  test("the sentence about feedback without a receiver names LangSmith's variable", async () => {
    const terminal = createTerminal({ ...WITH_KEY, ONESHOT_FEEDBACK_SECRET: "s".repeat(32) });
    expect(await runCommand(["gateway", "--check", ...GOOD], terminal)).toBe(1);
    expect(terminal.errors()).toMatch(
      /^feedback\.send is missing;.+\(ONESHOT_LANGSMITH_API_KEY\)\n$/,
    );
  });

  test("a secret cannot be passed as a flag", async () => {
    const terminal = createTerminal();
    expect(await runCommand(["gateway", "--upstream-api-key", KEY], terminal)).toBe(2);
    expect(terminal.errors()).not.toContain(KEY);
  });
});

describe("gateway", () => {
  // Its log goes to standard error.
  beforeEach(() => void vi.spyOn(process.stderr, "write").mockReturnValue(true));
  afterEach(() => void vi.restoreAllMocks());

  test("it prints its address, answers, and ends with exit code 0", async () => {
    const terminal = createTerminal(WITH_KEY);
    const ended = runCommand(["gateway", "--port", "0", ...GOOD], terminal);
    const line = await terminal.waitFor(/gateway: http:\/\/127\.0\.0\.1:\d+/);
    const url = line.replace("gateway: ", "");
    const reply = await fetch(`${url}/threads/search`, { method: "POST" });
    expect(reply.status).toBe(404);
    await reply.text();
    terminal.stop();
    expect(await ended).toBe(0);
    await expect(fetch(url)).rejects.toBeInstanceOf(TypeError);
  });

  test("with --json it prints its address as one line of JSON", async () => {
    const terminal = createTerminal(WITH_KEY);
    const ended = runCommand(["gateway", "--json", "--port", "0", ...GOOD], terminal);
    const line = await terminal.waitFor(/.+\n/);
    terminal.stop();
    expect(JSON.parse(line)).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    expect(await ended).toBe(0);
  });

  test("the metrics have a port of their own, which visitors of the other port cannot read", async () => {
    const terminal = createTerminal(WITH_KEY);
    const flags = ["--json", "--port", "0", "--metrics-port", "0", ...GOOD];
    const ended = runCommand(["gateway", ...flags], terminal);
    // The command prints this object.
    const { url, metricsUrl } = JSON.parse(await terminal.waitFor(/.+\n/)) as {
      url: string;
      metricsUrl: string;
    };
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    const reply = await fetch(metricsUrl);
    expect(reply.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await reply.text()).toMatch(/^oneshot_chat_refusals_total\{.*code="not_found".*\} 1$/m);
    const health = metricsUrl.replace("/metrics", "/healthz");
    expect((await fetch(health)).status).toBe(404);
    terminal.stop();
    expect(await ended).toBe(0);
    await expect(fetch(metricsUrl)).rejects.toBeInstanceOf(TypeError);
  });

  test("a port that is in use is one sentence and exit code 1", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const terminal = createTerminal(WITH_KEY);
    expect(await runCommand(["gateway", "--port", String(port), ...GOOD], terminal)).toBe(1);
    const sentence = `Port ${port} on 127.0.0.1 is in use; choose another port.\n`;
    expect(terminal.errors()).toBe(sentence);
    const metrics = ["--port", "0", "--metrics-port", String(port)];
    expect(await runCommand(["gateway", ...metrics, ...GOOD], terminal)).toBe(1);
    expect(terminal.errors()).toBe(sentence + sentence);
    other.close();
  });
});

test("--help names every command, and an unknown command ends with exit code 2", async () => {
  const terminal = createTerminal();
  expect(await runCommand(["--help"], terminal)).toBe(0);
  expect(terminal.output()).toMatch(/gateway[\s\S]+doctor/);
  expect(await runCommand(["gatway"], terminal)).toBe(2);
  expect(terminal.errors()).toMatch(/^gatway is no command\./);
});
