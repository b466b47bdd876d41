import type { RunLife } from "./createRunLife.js";
import type { Exchange, ReplySink, UpstreamReply } from "./exchange.js";
import type { GatewayParts } from "./GatewayParts.js";

/** A run whose reply has begun, on its way to the visitor. */
export interface PassedRun {
  readonly parts: GatewayParts;
  readonly exchange: Exchange;
  readonly sink: ReplySink;
  readonly reply: UpstreamReply;
  /** The gateway's own key of the run. */
  readonly oneshotKey: string;
  readonly life: RunLife;
  /** The public name of the assistant. */
  readonly assistant: string;
}
