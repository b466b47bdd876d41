import type { Settings } from "../settings.js";
import type { Config } from "./readConfig.js";

/** What a gateway with these settings would allow, for `--check`. It holds no secret. */
export function describeSettings(settings: Settings, config: Config): string {
  const { upstream, expose, limits, limitStore, feedback } = settings;
  const path = (end: string) => `${settings.basePath}${end}`;
  const rows: readonly (readonly [string, string])[] = [
    ["listens on", `${config.host}, port ${config.port}`],
    ["metrics", config.metricsPort === undefined ? "none" : `port ${config.metricsPort}, /metrics`],
    ["LangGraph server", `${upstream.baseUrl}, ${upstream.apiKey ? "key ****" : "no key"}`],
    [
      "paths",
      [
        `POST ${path("/runs/stream")}`,
        `POST ${path("/runs/wait")}`,
        ...(feedback ? [`POST ${path("/feedback")}`] : []),
        `GET ${path("/healthz")}`,
      ].join(", "),
    ],
    ["assistants", [...settings.assistants].map(([name, id]) => `${name} (${id})`).join(", ")],
    ["pages that may ask", [...settings.allowedOrigins].join(", ") || "none"],
    ["without Origin", settings.allowMissingOrigin ? "may ask" : "may not ask"],
    ["input", settings.inputSchema ? "what inputSchema takes" : "one human message"],
    ["context", settings.contextKeys.join(", ") || "none of the visitor's"],
    ["authorize", settings.authorize ? "your function decides" : "everybody may ask"],
    ["stream modes", settings.streamModes.join(", ")],
    ["subgraphs", settings.streamSubgraphs ? "stream too" : "do not stream"],
    ["steps of a run", String(settings.recursionLimit)],
    ["visitors also see", exposed(expose).join(", ") || "nothing but the words of AI messages"],
    [
      "visitors' addresses",
      settings.trustedProxies.length === 0
        ? "of the connection"
        : `from X-Forwarded-For of ${settings.trustedProxies.join(", ")}`,
    ],
    [
      "limits are kept in",
      limitStore
        ? `Redis at ${hostOf(limitStore.redisUrl)}; without it: ${limitStore.whenUnavailable}`
        : "the memory of this process",
    ],
    ["feedback", feedback ? feedbackTarget(settings) : "none"],
    ...Object.entries(limits).map(([name, value]) => [name, String(value)] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return `The settings are valid.\n\n${rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n")}\n`;
}

function exposed(expose: Settings["expose"]): readonly string[] {
  return [
    ...expose.stateKeys.map((key) => `the state key ${key}`),
    ...(expose.toolData ? ["arguments and results of tools"] : []),
    ...(expose.reasoning ? ["reasoning"] : []),
    ...(expose.runId ? ["the real run id"] : []),
  ];
}

function feedbackTarget({ feedback }: Settings): string {
  if (!feedback || typeof feedback.send === "function") return "to your function";
  return `to LangSmith at ${feedback.send.langSmithUrl ?? "https://api.smith.langchain.com"}, key ****`;
}

/** A Redis address can hold a password. */
function hostOf(redisUrl: string): string {
  return new URL(redisUrl).host;
}
