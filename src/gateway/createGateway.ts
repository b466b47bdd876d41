/** The gateway: routing and assembling only. */
import { commonHeaders, refuse } from "./replies.js";
import type { Exchange, Reply } from "./exchange.js";
import type { GatewayOptions } from "./options.js";
import { toSettings } from "./settings.js";

export interface Gateway {
  /**
   * Answers a request. Never rejects.
   *
   * The adapters of `node/` and `web/` call this; `fetch` is for frameworks with web-standard handlers.
   */
  handle(exchange: Exchange): Promise<Reply>;
  /** Refuses new runs from now on, and resolves when every run in progress is over or `graceMs` have passed. */
  drain(graceMs: number): Promise<void>;
}

/** @throws {GatewayConfigError} if an option has a mistake */
export function createGateway(options: GatewayOptions): Gateway {
  const settings = toSettings(options);
  return {
    async handle(exchange) {
      const common = commonHeaders(settings, exchange.headers.get("origin"));
      return refuse("not_found", common);
    },
    async drain() {},
  };
}
