/** The gateway: routing and assembling only. */
import { askRun } from "./askRun.js";
import { openDoor } from "./door.js";
import type { Exchange, Reply } from "./exchange.js";
import type { GatewayParts } from "./GatewayParts.js";
import { createFeedback } from "./feedback/createFeedback.js";
import { createLimits } from "./limits/createLimits.js";
import { nameOf } from "./nameOf.js";
import { createMetrics } from "./observe/createMetrics.js";
import { createObserver } from "./observe/createObserver.js";
import type { GatewayOptions } from "./options.js";
import { rateRun } from "./rateRun.js";
import { commonHeaders, refuse } from "./replies.js";
import { createRunsInProgress, drainRuns } from "./runs/runsInProgress.js";
import { shareRuns } from "./runs/shareRuns.js";
import { toSettings, type Settings } from "./settings.js";
import { toFetchHandler, type FetchHandler } from "./web/toFetchHandler.js";

export interface Gateway {
  /** Answers a request of a framework with web-standard handlers. `address` is the visitor's. Never rejects. */
  readonly fetch: FetchHandler;
  /** Answers a request of an adapter. Never rejects. */
  handle(exchange: Exchange): Promise<Reply>;
  /** Refuses new runs from now on. Resolves when the runs in progress are over. Those that last longer than `graceMs` are ended. */
  drain(graceMs: number): Promise<void>;
  /** The gateway's figures in Prometheus' text format. Send them as `text/plain; version=0.0.4`, and not to visitors. */
  metrics(): string;
  /** Rejects with one sentence if the counters can never work, because the package `redis` is missing. */
  readonly ready: Promise<void>;
}

/** @throws {GatewayConfigError} if an option has a mistake */
export function createGateway(options: GatewayOptions): Gateway {
  const settings = toSettings(options);
  const { limits: limitSettings, limitStore: store, log } = settings;
  const limits = createLimits({ limits: limitSettings, store, log });
  const metrics = createMetrics(
    [...settings.assistants.keys()],
    () => limits.shared?.store.isAvailable,
  );
  const own = createRunsInProgress();
  const runs = limits.shared ? shareRuns(own, limits.shared.store, limits.shared.prefix) : own;
  let isDraining = false;
  const parts: GatewayParts = {
    settings,
    limits,
    runs,
    feedback: settings.feedback && createFeedback(settings.feedback, { limits, log }),
    observer: createObserver(settings, metrics),
    isDraining: () => isDraining,
  };
  const handle = (exchange: Exchange) => answer(parts, exchange);
  return {
    fetch: toFetchHandler(handle),
    handle,
    async drain(graceMs) {
      isDraining = true;
      await drainRuns(runs, graceMs);
      await limits.close();
    },
    metrics: metrics.text,
    ready: limits.ready,
  };
}

async function answer(parts: GatewayParts, exchange: Exchange): Promise<Reply> {
  const { settings, observer } = parts;
  const headers = commonHeaders(settings, exchange.headers.get("origin"));
  try {
    const { door, reply, refusal } = openDoor(settings, exchange);
    if (refusal) observer.refused(refusal, exchange);
    if (reply) return reply;
    switch (door) {
      case "stream":
      case "wait":
        return await askRun(parts, exchange, door, headers);
      case "feedback":
        return await rateRun(parts, exchange, headers);
      case "health":
        return health(settings, parts.isDraining());
    }
  } catch (cause) {
    settings.log({ level: "error", event: "internal", cause: nameOf(cause) });
    return refuse("internal", headers);
  }
}

function health(settings: Settings, isDraining: boolean): Reply {
  const headers = commonHeaders(settings, null);
  if (isDraining) return refuse("shutting_down", headers);
  return {
    status: 200,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ ok: true }),
  };
}
