import type { TestServer } from "../TestServer.js";

/** Prints the facts of one topic. The caller closes the server. */
export type Topic = (server: TestServer, language: "javascript" | "python") => Promise<void>;
