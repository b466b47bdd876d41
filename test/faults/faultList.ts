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

export const NOT_HERE: Readonly<Record<string, string>> = {
  F3: "the refusal by CORS: only a browser refuses; a failed TLS handshake is here",
  F43: "unmounting a React tree; letting go of the store is here",
  F44: "double clicks, Enter and composing with an IME: a form's; two submits in a row are here",
  F46: "StrictMode's double effects: React's; attaching twice is here",
  F47: "a browser's own hidden tab; a page without frames is here",
  F49: "the back/forward cache: only a browser has one",
  F50: "the call that outlives its page: only a browser unloads one; the event is here",
  F51: "a component that throws while it renders: React's; callbacks that throw are here",
  F53: "server rendering and hydration: React's",
};
