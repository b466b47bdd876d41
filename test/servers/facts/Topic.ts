import type { TestServer } from "../TestServer.js";

/** Prints facts about one topic. The caller closes the server. */
export type Topic = (server: TestServer, language: "javascript" | "python") => Promise<void>;
