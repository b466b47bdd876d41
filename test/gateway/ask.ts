/** How a page asks a gateway, and how its stream is read. */
import type { GatewayLimits, GatewayOptions } from "../../src/gateway/options.js";

export const ORIGIN = "https://site.example";

/** Limits that no test reaches. */
export const WIDE_LIMITS: GatewayLimits = {
  runsPerVisitorPerWindow: 1_000_000,
  runsPerVisitorPerDay: 1_000_000,
  concurrentRunsPerVisitor: 1_000_000,
  runsPerAssistantPerMinute: 1_000_000,
  runsPerAssistantPerDay: 1_000_000,
  concurrentRunsPerAssistant: 1_000_000,
};

/** The options of a gateway in front of a server on this machine. */
export function gatewayOptions(
  url: string,
  { limits, ...more }: Partial<GatewayOptions> = {},
): GatewayOptions {
  return {
    upstream: { apiUrl: url, apiKey: null },
    assistants: { faq: "faq" },
    allowedOrigins: [ORIGIN],
    limits: { ...WIDE_LIMITS, ...limits },
    ...more,
  };
}

export function questionBody(text = "Can I get a refund?", more: object = {}): string {
  const input = { messages: [{ role: "human", content: text }] };
  return JSON.stringify({ assistant_id: "faq", input, ...more });
}

export const HEADERS = { origin: ORIGIN, "content-type": "application/json" };

export interface Question {
  readonly text?: string;
  readonly kind?: "stream" | "wait";
  /** Default: `"faq"`. */
  readonly assistant?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Asks a question with `fetch`. */
export function ask(
  url: string,
  { text, kind = "stream", assistant = "faq", ...more }: Question = {},
): Promise<Response> {
  return fetch(`${url}/runs/${kind}`, {
    method: "POST",
    headers: HEADERS,
    body: questionBody(text, { assistant_id: assistant, ...more }),
  });
}

export interface SeenEvent {
  readonly name: string;
  readonly data: unknown;
}

/** The events of a stream's text. Comments are left out. */
export function eventsOf(text: string): readonly SeenEvent[] {
  return text
    .split("\n\n")
    .map((block) => block.split("\n").filter((line) => !line.startsWith(":")))
    .filter((lines) => lines.length > 1)
    .map((lines) => ({
      name: lines.find((line) => line.startsWith("event: "))?.slice(7) ?? "",
      data: JSON.parse(
        lines.find((line) => line.startsWith("data: "))?.slice(6) ?? "null",
      ) as unknown,
    }));
}

/** The words that a stream's `messages` events hold. */
export function wordsOf(text: string): string {
  return eventsOf(text)
    .filter(({ name }) => name === "messages")
    .map(({ data }) => (data as [{ content: string }])[0].content)
    .join("");
}

/** The data of a stream's last event, which is `end`. */
export function endOf(text: string): unknown {
  const last = eventsOf(text).at(-1);
  return last?.name === "end" ? last.data : undefined;
}
