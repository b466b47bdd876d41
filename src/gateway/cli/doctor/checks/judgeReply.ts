/** What the reply to a plain question shows: how it streams, and what it gives away. */
import { finding, ok, unknown, USE_GATEWAY, type Outcome } from "../Outcome.js";
import type { Timeline } from "../readTimeline.js";
import { findPrompt, findSecret, findState } from "./leaks.js";

/** A shorter answer does not show whether it was held back. */
const TELLING_ANSWER_MS = 500;
/** Proxies cut silent connections after 30 or 60 s, so a heartbeat is due well before. */
const SILENCE_MS = 20_000;

/** @param reply with status 200 and a stream of events */
export function judgeReply(reply: Timeline): readonly Outcome[] {
  return [
    judgeStreaming(reply),
    judgeCompression(reply),
    judgeHeartbeat(reply),
    judgeEnd(reply),
    judgePrompt(reply),
    judgeState(reply),
  ];
}

function judgeStreaming({ events, endedAtMs }: Timeline): Outcome {
  const first = events[0]?.atMs ?? 0;
  const last = events.at(-1)?.atMs ?? 0;
  if (events.length < 3 || endedAtMs < TELLING_ANSWER_MS)
    return unknown(
      "streamed",
      `The answer took ${ms(endedAtMs)}, too short to tell; ask a longer --question.`,
    );
  const says = `The first event came after ${ms(first)}, the last after ${ms(last)}.`;
  if (last - first < 0.1 * endedAtMs)
    return finding(
      "streamed",
      `Something holds the stream back. ${says}`,
      "Switch buffering off in the proxies: proxy_buffering off in nginx, no compression, and flush after each write.",
    );
  return ok("streamed", says);
}

function judgeCompression({ headers }: Timeline): Outcome {
  const encoding = headers.get("content-encoding") ?? "identity";
  return encoding === "identity"
    ? ok("compression", "The stream is not compressed.")
    : finding(
        "compression",
        `The stream is compressed with ${encoding}, which holds words back until a block is full.`,
        "Switch compression off for text/event-stream: gzip_types without it in nginx, a filter for compression() in Express.",
      );
}

function judgeHeartbeat({ readsAtMs, commentsAtMs, headers }: Timeline): Outcome {
  if (commentsAtMs.length > 0)
    return ok("heartbeat", `A heartbeat came after ${ms(commentsAtMs[0] ?? 0)}.`);
  const silences = readsAtMs.map((at, index) => at - (readsAtMs[index - 1] ?? 0));
  const longest = Math.max(0, ...silences);
  if (longest >= SILENCE_MS)
    return finding(
      "heartbeat",
      `Nothing came for ${ms(longest)}, so a proxy may cut a run that thinks for long.`,
      USE_GATEWAY,
    );
  if (headers.has("oneshot-gateway"))
    return ok(
      "heartbeat",
      `The gateway sends one every 15 s; the longest silence was ${ms(longest)}.`,
    );
  return unknown("heartbeat", `The longest silence was ${ms(longest)}, too short for a heartbeat.`);
}

function judgeEnd({ events, end }: Timeline): Outcome {
  if (events.some(({ name }) => name === "end"))
    return ok("end-marker", "The stream ends with an end event.");
  if (end !== "complete")
    return unknown("end-marker", `The reading ended early (${end}), so no end was due.`);
  return finding(
    "end-marker",
    "The stream ends without an end event, so a cut answer looks like a whole one.",
    USE_GATEWAY,
  );
}

function judgePrompt({ events }: Timeline): Outcome {
  const prompt = findPrompt(events);
  return prompt === undefined
    ? ok("prompt", "No system message was in the reply.")
    : finding("prompt", `The event ${prompt} shows a system message to visitors.`, USE_GATEWAY);
}

/** @param received everything that has come out, of every request */
export function judgeSecrets(received: string, known: readonly string[]): Outcome {
  const secret = findSecret(received, known);
  return secret === undefined
    ? ok("secrets", "No key was in anything that came out.")
    : finding(
        "secrets",
        `What came out holds what looks like ${secret}.`,
        "Replace that key now, and find out which node puts it into the state or the headers.",
      );
}

function judgeState({ events }: Timeline): Outcome {
  const shown = findState(events);
  return shown.length === 0
    ? ok("state", "The reply shows words of the assistant, and no other state of the graph.")
    : finding(
        "state",
        `Visitors see what nodes return: ${shown.slice(0, 5).join(", ")}.`,
        USE_GATEWAY,
      );
}

function ms(value: number): string {
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}
