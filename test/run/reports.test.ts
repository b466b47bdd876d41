/** What the console says to whoever sets the page up. */
import { afterEach, expect, test, vi, type MockInstance } from "vitest";
import { runError, type RunErrorKind } from "../../src/langgraph/errors.js";
import { containMistakes } from "../../src/run/containMistakes.js";
import { reportForDevelopers, reportMistake } from "../../src/run/reportForDevelopers.js";

afterEach(() => void vi.unstubAllEnvs());

function watch(method: "warn" | "error"): MockInstance {
  return vi.spyOn(console, method).mockImplementation(() => {});
}

const errorOf = (kind: RunErrorKind, cause?: unknown) =>
  runError(kind as "network", { ...(cause !== undefined && { cause }) });

test.each<[RunErrorKind, RegExp]>([
  ["config", /set up wrongly\. .+/],
  ["network", /CORS/],
  ["not_found", /assistantId/],
  ["invalid_input", /toInput/],
  ["unauthorized", /headers/],
  ["bad_response", /apiUrl/],
  ["no_answer", /getAnswer/],
])("in development, %s logs one sentence with the likely fix", (kind, fix) => {
  vi.stubEnv("NODE_ENV", "development");
  const warn = watch("warn");
  reportForDevelopers(errorOf(kind));
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^oneshot-chat: .+\. .+/));
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(fix));
  warn.mockClear();
});

test.each<RunErrorKind>([
  "timeout",
  "truncated",
  "server",
  "rate_limited",
  "offline",
  "run_failed",
])("%s logs nothing, because it is bad luck and no mistake in the setup", (kind) => {
  vi.stubEnv("NODE_ENV", "development");
  const warn = watch("warn");
  reportForDevelopers(errorOf(kind));
  expect(warn).not.toHaveBeenCalled();
});

test.each<[string, unknown, unknown]>([
  [
    "the text of an HTTP error",
    Object.assign(new Error(), { text: "No such graph" }),
    "No such graph",
  ],
  ["another cause itself", "cause", "cause"],
])("the server's own words are logged too: %s", (_name, cause, words) => {
  vi.stubEnv("NODE_ENV", "development");
  const warn = watch("warn");
  reportForDevelopers(errorOf("not_found", cause));
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.any(String), words);
  warn.mockClear();
});

test("an error without a text is logged as it is", () => {
  vi.stubEnv("NODE_ENV", "development");
  const warn = watch("warn");
  for (const cause of [new Error("plain"), Object.assign(new Error(), { text: "" })]) {
    reportForDevelopers(errorOf("not_found", cause));
    expect(warn).toHaveBeenLastCalledWith(expect.any(String), cause);
  }
  warn.mockClear();
});

test("in production, only a mistake in the options is logged", () => {
  const [warn, error] = [watch("warn"), watch("error")];
  reportForDevelopers(errorOf("not_found"));
  expect(warn).not.toHaveBeenCalled();
  reportMistake(undefined);
  expect(error).not.toHaveBeenCalled();
  reportMistake(runError("config", { message: "Fix it." }));
  expect(error).toHaveBeenCalledExactlyOnceWith("oneshot-chat: Fix it.");
  error.mockClear();
});

test("a callback that throws or rejects is reported by its name, and nothing else happens", async () => {
  const error = watch("error");
  const mine = new Error("mine");
  containMistakes("onUpdate", () => {
    throw mine;
  });
  containMistakes("onFinish", () => Promise.reject(mine));
  containMistakes("onEvent", () => Promise.resolve());
  containMistakes("onError", () => undefined);
  await Promise.resolve();
  expect(error.mock.calls).toEqual([
    ["oneshot-chat: onUpdate failed; the run goes on.", mine],
    ["oneshot-chat: onFinish failed; the run goes on.", mine],
  ]);
  error.mockClear();
});
