/** One graph shape, asked for on a real server. */
import { createRun } from "../../src/run/createRun.js";
import type { RunSettings } from "../../src/run/types.js";
import type { GraphShape, Way } from "../servers/shapes.js";

const QUESTION = "Can I get a refund?";
const TIMEOUT_MS = 30_000;

/** How a run ended, in the words of the list of shapes. */
export interface Seen {
  readonly ends: string;
  readonly answer: string;
  /** Whether words that were shown gave way to nothing. */
  readonly wasBlanked: boolean;
}

/** What is asked for in each way. */
export const SETTINGS: Record<Way, Partial<RunSettings>> = {
  wait: { mode: "wait" },
  stream: {},
  subgraphs: { streamSubgraphs: true },
  values: { streamMode: "values" },
  updates: { streamMode: "updates" },
};

/** Runs a shape through the store, as a page does. */
export async function runShape(
  shape: GraphShape,
  way: Way,
  connection: { apiUrl: string; fetch?: typeof fetch },
): Promise<Seen> {
  const run = createRun({
    ...connection,
    assistantId: shape.name,
    runTimeoutMs: TIMEOUT_MS,
    ...SETTINGS[way],
    ...shape.options,
  });
  let before = "";
  let wasBlanked = false;
  run.subscribe(() => {
    const { answer } = run.getSnapshot();
    wasBlanked ||= before !== "" && answer === "";
    before = answer;
  });
  const { status, error, answer } = await run.submit(shape.input ?? QUESTION);
  return { ends: error?.kind ?? status, answer, wasBlanked };
}

/** What `POST /runs/wait` gives without this library: the last AI message with words in the final state. */
export async function waitForShape(
  shape: GraphShape,
  apiUrl: string,
): Promise<Pick<Seen, "ends" | "answer">> {
  const response = await fetch(`${apiUrl}/runs/wait`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      assistant_id: shape.name,
      input: shape.input ?? { messages: [{ role: "human", content: QUESTION }] },
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const state = (await response.json()) as WaitedState | null;
  const said = shape.options?.getAnswer?.([], { ...state }) ?? lastWords(messagesOf(state));
  const failure = JSON.stringify(state?.__error__);
  // What `interrupt` comes to in a stateless run of the JavaScript server.
  if (failure?.includes("No checkpointer set")) return { ends: "interrupted", answer: said };
  if (failure) return { ends: "run_failed", answer: said };
  if (state?.__interrupt__ !== undefined) return { ends: "interrupted", answer: said };
  return { ends: said === "" ? "no_answer" : "success", answer: said };
}

/** As far as a state is read here, by other code than the library's. */
interface WaitedState {
  readonly messages?: readonly WaitedMessage[];
  readonly __error__?: unknown;
  readonly __interrupt__?: unknown;
}

interface WaitedMessage {
  /** Absent where an entrypoint gives back its input, which says `role`. */
  readonly type?: string;
  readonly content: string | readonly { readonly text?: string }[];
}

/** An entrypoint may return a message, or a list of them, as the whole state. */
function messagesOf(state: unknown): readonly WaitedMessage[] {
  if (Array.isArray(state)) return state as readonly WaitedMessage[];
  const { messages } = (state ?? {}) as WaitedState;
  const isMessage = typeof state === "object" && state !== null && "content" in state;
  return messages ?? (isMessage ? [state as WaitedMessage] : []);
}

function lastWords(messages: readonly WaitedMessage[]): string {
  const texts = messages
    .filter(({ type }) => type === "ai" || type === "AIMessageChunk")
    .map(({ content }) =>
      typeof content === "string" ? content : content.map(({ text = "" }) => text).join(""),
    );
  return texts.filter((text) => text !== "").at(-1) ?? "";
}

/**
 * Does something with each of a list, many at a time. The servers carry out ten runs at once and look for new ones
 * once a second, but begin a waiting one as soon as another ends: with ten in flight a run takes a second, with
 * more a few milliseconds.
 */
export async function manyAtATime<T>(list: readonly T[], act: (item: T) => Promise<void>) {
  const waiting = [...list];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: 30 }, work));
}
