/** The entry `oneshot-chat/gateway`. It only re-exports names. */
export { GatewayConfigError } from "./checkOptions.js";
export type { RefusalCode } from "./codes.js";
export { createGateway, type Gateway } from "./createGateway.js";
export { serveGateway, type ServedGateway, type ServeOptions } from "./node/serveGateway.js";
export { toNodeHandler, type NodeHandler } from "./node/toNodeHandler.js";
export type * from "./options.js";
export type { FetchHandler, RequestContext } from "./web/toFetchHandler.js";
