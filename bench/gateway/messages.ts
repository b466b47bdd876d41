/** What the processes of this bench tell each other. */

/** The programs between visitors and server, and none of them. */
export const PATHS = ["direct", "pass-through", "gateway", "gateway, fetch"] as const;
export type Path = (typeof PATHS)[number];

export type ToMiddle = { readonly listen: Path; readonly upstreamUrl: string } | "usage";

export type FromMiddle =
  | { readonly url: string }
  | { readonly cpuUs: number; readonly rssBytes: number; readonly heapBytes: number };

export type ToVisitors =
  | { readonly open: number; readonly idle: number; readonly url: string }
  | "begin"
  | "end"
  | "close";

export type FromVisitors =
  | { readonly isOpen: true }
  | {
      readonly events: number;
      /** From the server's write to the visitor's read. */
      readonly p50Ms: number;
      readonly p99Ms: number;
      readonly failed: number;
    }
  | { readonly isClosed: true };
