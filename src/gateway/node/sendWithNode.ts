/** Sends requests to the LangGraph server with Node's own HTTP client, which costs less CPU for each event than `fetch`. */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { SendUpstream, UpstreamReply } from "../exchange.js";
import { readPieces } from "./readPieces.js";

/**
 * Idle connections are closed before LangGraph's servers close them, after 5 s. A request on a connection that is being
 * closed fails, and a run must not be asked for twice.
 */
const IDLE_TIMEOUT_MS = 4_000;
const MAX_IDLE_SOCKETS = 256;

export interface NodeSender {
  readonly send: SendUpstream;
  /** Closes idle connections. */
  close(): void;
}

/**
 * Creates a sender with its own pool of connections. A pool has no limit for connections in use, because each running
 * stream has one, and a request that waits for a connection could not be told from a slow server.
 *
 * Redirects are not followed and no compression is asked for. A call rejects if it fails before the reply's headers, and
 * reading the body rejects if the connection breaks before the body's end. When the signal aborts, the socket is
 * destroyed at once.
 */
export function createNodeSender(): NodeSender {
  const options = {
    keepAlive: true,
    maxFreeSockets: MAX_IDLE_SOCKETS,
    // It only ends idle sockets: no request listens for it.
    timeout: IDLE_TIMEOUT_MS,
  };
  const http = new HttpAgent(options);
  const https = new HttpsAgent(options);

  const send: SendUpstream = ({ method, url, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new Error("The call was aborted."));
      const isTls = url.protocol === "https:";
      const request = (isTls ? httpsRequest : httpRequest)(url, {
        method,
        headers,
        agent: isTls ? https : http,
      });
      // With an error, a socket that is still connecting is destroyed too and does not go back to the pool.
      const abort = () => request.destroy(new Error("The call was aborted."));
      signal.addEventListener("abort", abort);
      request.on("close", () => {
        signal.removeEventListener("abort", abort);
        // A reply that changes the protocol (101) closes the connection without an error.
        reject(new Error("The connection was closed."));
      });
      // The listener stays, because an aborted request emits the error after its reply has begun too.
      request.on("error", reject);
      request.on("response", (response) => resolve(toReply(response, abort)));
      request.end(body);
    });

  return {
    send,
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

function toReply(response: IncomingMessage, abort: () => void): UpstreamReply {
  // A reply that is closed while nobody reads it emits an error.
  response.on("error", () => {});
  return {
    status: response.statusCode ?? 0,
    header(name) {
      const value = response.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(", ") : (value ?? null);
    },
    body: readPieces(response),
    close() {
      if (!response.complete) abort();
    },
  };
}
