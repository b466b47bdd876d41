/** The options of a gateway that works. Tests change what they are about. */
import type { GatewayOptions } from "../../src/gateway/options.js";

export const ORIGIN = "https://site.example";

export const GOOD_OPTIONS: GatewayOptions = {
  upstream: { apiUrl: "http://127.0.0.1:2024", apiKey: "lsv2-key" },
  assistants: { faq: "faq-graph" },
  allowedOrigins: [ORIGIN],
  log: () => {},
};
