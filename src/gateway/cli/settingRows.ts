/** Every setting that has a flag or an environment variable. Functions and schemas need a config file in JavaScript. */
import type { GatewayLimits } from "../options.js";

export interface SettingRow {
  /** Where the value is in a config file: `["limits", "maxRunMs"]`. */
  readonly path: readonly string[];
  /**
   * How a text becomes a value: `list` splits at commas, `pairs` reads `name=id,name=id`, `yes` needs no value as a
   * flag and `1` as a variable, `no-key` is a `yes` that sets `null`.
   */
  readonly kind: "text" | "number" | "list" | "pairs" | "yes" | "no-key";
  /** Without its dashes. Secrets have none, because every user of a machine can read the arguments of its processes. */
  readonly flag?: string;
  readonly env: string;
  readonly says: string;
}

/** A record, so that the compiler asks for each new limit. */
const LIMITS: Record<keyof GatewayLimits, string> = {
  runsPerVisitorPerWindow: "runs that one visitor may start in each window",
  visitorWindowMs: "length of the window, in milliseconds",
  runsPerVisitorPerDay: "runs that one visitor may start in 24 hours",
  concurrentRunsPerVisitor: "runs of one visitor at the same time",
  runsPerAssistantPerMinute: "runs of all visitors on one assistant in each minute",
  runsPerAssistantPerDay: "the budget: runs on one assistant in 24 hours",
  concurrentRunsPerAssistant: "runs on one assistant at the same time",
  maxQuestionChars: "characters of a question",
  maxBodyBytes: "bytes of a request's body",
  maxAnswerBytes: "bytes that a run may send to a visitor",
  maxEventBytes: "bytes of one event of the LangGraph server",
  maxRunMs: "how long a run may take, in milliseconds",
  maxSilenceMs: "how long the LangGraph server may be silent, in milliseconds",
  maxStalledMs: "how long a visitor may read nothing, in milliseconds",
  heartbeatMs: "how long a reply may be quiet before a heartbeat is sent, in milliseconds",
  feedbackPerVisitorPerWindow: "pieces of feedback that one visitor may send in each window",
};

export const SETTING_ROWS: readonly SettingRow[] = [
  row(["port"], "number", "the port to listen on; 0 takes any free one"),
  row(["host"], "text", "the address to listen on"),
  row(["metricsPort"], "number", "the port of GET /metrics; without it there are no metrics"),
  row(["metricsHost"], "text", "the address that the metrics listen on"),
  row(["graceMs"], "number", "how long running streams may go on after SIGTERM, in milliseconds"),
  row(["upstream", "apiUrl"], "text", "the LangGraph server's address", "upstream-url"),
  secret(["upstream", "apiKey"], "ONESHOT_UPSTREAM_API_KEY", "the LangGraph server's key"),
  {
    path: ["upstream", "apiKey"],
    kind: "no-key",
    flag: "without-upstream-api-key",
    env: "ONESHOT_WITHOUT_UPSTREAM_API_KEY",
    says: "says that the LangGraph server needs no key",
  },
  row(["assistants"], "pairs", "public name=assistant id or graph name, repeatable", "assistant"),
  row(["allowedOrigins"], "list", "the origin of a page that may ask, repeatable", "origin"),
  row(["allowMissingOrigin"], "yes", "lets requests without Origin ask, such as those of curl"),
  row(["basePath"], "text", 'the path before /runs/stream, like "/api/faq"'),
  row(["trustedProxies"], "list", "a proxy's address or range, repeatable", "trusted-proxy"),
  row(["streamModes"], "list", "a stream mode that visitors get, repeatable", "stream-mode"),
  row(["streamSubgraphs"], "yes", "streams what subgraphs do, too"),
  row(["recursionLimit"], "number", "steps that a run may take"),
  row(
    ["contextKeys"],
    "list",
    "a key of the visitor's context to pass on, repeatable",
    "context-key",
  ),
  row(
    ["expose", "stateKeys"],
    "list",
    "a state key that visitors may see, repeatable",
    "expose-state-key",
  ),
  row(
    ["expose", "toolData"],
    "yes",
    "shows visitors the arguments and results of tools",
    "expose-tool-data",
  ),
  row(
    ["expose", "reasoning"],
    "yes",
    "shows visitors what reasoning models write",
    "expose-reasoning",
  ),
  row(["expose", "runId"], "yes", "shows visitors the real run id", "expose-run-id"),
  row(["reportQuestions"], "yes", "gives onRun the question's text"),
  ...Object.entries(LIMITS).map(([name, says]) =>
    row(["limits", name], "number", says, kebab(name)),
  ),
  secret(["limitStore", "redisUrl"], "ONESHOT_REDIS_URL", "Redis, for several gateways"),
  row(["limitStore", "keyPrefix"], "text", "put before every key in Redis", "redis-key-prefix"),
  row(
    ["limitStore", "whenUnavailable"],
    "text",
    '"refuse" or "local", while Redis cannot be reached',
    "when-redis-unavailable",
  ),
  secret(["feedback", "secret"], "ONESHOT_FEEDBACK_SECRET", "signs the feedback tokens"),
  row(
    ["feedback", "expiresAfterMs"],
    "number",
    "how long a run can be rated, in milliseconds",
    "feedback-expires-after-ms",
  ),
  secret(
    ["feedback", "send", "apiKey"],
    "ONESHOT_LANGSMITH_API_KEY",
    "LangSmith's key, for feedback",
  ),
  row(["feedback", "send", "langSmithUrl"], "text", "LangSmith's address", "langsmith-url"),
  row(
    ["feedback", "send", "projectId"],
    "text",
    "LangSmith's id of the project that holds the runs",
    "langsmith-project-id",
  ),
  row(
    ["feedback", "send", "feedbackKey"],
    "text",
    "LangSmith's name for the feedback",
    "langsmith-feedback-key",
  ),
];

function row(
  path: readonly string[],
  kind: SettingRow["kind"],
  says: string,
  flag = kebab(path.at(-1) ?? ""),
): SettingRow {
  // The variable of a list is in the plural, because it holds the whole list: ONESHOT_ORIGINS.
  const isList = kind === "list" || kind === "pairs";
  const name =
    flag.endsWith("proxy") && isList ? flag.replace(/y$/, "ies") : flag + (isList ? "s" : "");
  return { path, kind, flag, env: `ONESHOT_${name.replaceAll("-", "_").toUpperCase()}`, says };
}

function secret(path: readonly string[], env: string, says: string): SettingRow {
  return { path, kind: "text", env, says };
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
