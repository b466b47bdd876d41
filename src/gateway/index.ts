/** The entry `oneshot-chat/gateway`. */
export { GatewayConfigError } from "./checkOptions.js";
export { createGateway, type Gateway } from "./createGateway.js";
export type * from "./options.js";
