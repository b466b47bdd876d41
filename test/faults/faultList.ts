import type { Fault } from "./meetFault.js";
import { NO_ANSWER } from "./rows/noAnswer.js";
import { PAGES } from "./rows/pages.js";
import { RESPONSES } from "./rows/responses.js";
import { STREAMS } from "./rows/streams.js";
import { VISITORS } from "./rows/visitors.js";
import { WAITING } from "./rows/waiting.js";

export const FAULTS: readonly Fault[] = [
  ...NO_ANSWER,
  ...RESPONSES,
  ...STREAMS,
  ...WAITING,
  ...VISITORS,
  ...PAGES,
];

/** Faults, or parts of one, that only a browser or React can have; `test/browser` and `test/components` play them. */
export const PLAYED_ELSEWHERE: Readonly<Record<string, string>> = {
  "TLS or CORS failure":
    "Only a browser refuses a reply because of CORS. The failed TLS handshake is played here.",
  unmount: "React unmounts trees. Detaching the store is played here.",
  "double submit":
    "A form has double clicks, Enter and an IME. Two submits in a row are played here.",
  StrictMode: "React runs effects twice. Attaching twice is played here.",
  "hidden tab": "A browser hides tabs. A page without frames is played here.",
  "back/forward cache": "Only a browser has one.",
  "page unload": "A browser unloads pages, and a call outlives them. The event is played here.",
  "caller's exception":
    "React renders components that throw. Callbacks that throw are played here.",
  "server rendering": "React renders on the server and hydrates.",
};
