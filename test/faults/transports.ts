/** The ways to a server that the same faults are sent through. */
import { Client } from "@langchain/langgraph-sdk";
import { Client as Client1_12 } from "langgraph-sdk-1.12.4";
import { Client as Client1_8 } from "langgraph-sdk-1.8.10";
import { Client as Client2 } from "langgraph-sdk-2.0.0";
import type { RunConnection } from "../../src/langgraph/options.js";

export type SdkVersion = "1.8.10" | "1.12.4" | "1.15.0" | "2.0.0";

export interface Transport {
  readonly name: string;
  /** The SDK of a client of the caller's, which reads the network by itself; else our guarded fetch does. */
  readonly sdk?: SdkVersion;
  connect(apiUrl: string): RunConnection;
}

const once = { apiKey: null, callerOptions: { maxRetries: 0 } };

export const GUARDED: Transport = {
  name: "apiUrl",
  connect: (apiUrl) => ({ apiUrl }),
};

export const CLIENTS: readonly Transport[] = [
  {
    name: "client, SDK 1.15.0",
    sdk: "1.15.0",
    connect: (apiUrl) => ({ client: new Client({ apiUrl, ...once }) }),
  },
  {
    name: "client, SDK 1.12.4",
    sdk: "1.12.4",
    connect: (apiUrl) => ({ client: new Client1_12({ apiUrl, ...once }) }),
  },
  {
    name: "client, SDK 1.8.10",
    sdk: "1.8.10",
    connect: (apiUrl) => ({ client: new Client1_8({ apiUrl, ...once }) }),
  },
  {
    name: "client, SDK 2.0.0",
    sdk: "2.0.0",
    connect: (apiUrl) => ({ client: new Client2({ apiUrl, ...once }) }),
  },
];

/** A client as its documentation makes it: a failed request is sent again, up to four times. */
export const RETRYING: Transport = {
  name: "client with retries, SDK 1.12.4",
  sdk: "1.12.4",
  connect: (apiUrl) => ({ client: new Client1_12({ apiUrl, apiKey: null }) }),
};
