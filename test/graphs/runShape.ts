/** Runs one graph shape on a real server. */
import { createRun } from "../../src/run/createRun.js";
import type { RunSettings } from "../../src/run/types.js";
import type { GraphShape, Way } from "../servers/GraphShape.js";

const QUESTION = "Can I get a refund?";
const TIMEOUT_MS = 30_000;

/** How a run ended, with the names that the list of shapes uses. */
export interface RunResult {
  readonly ends: string;
  readonly answer: string;
  /** Whether the answer became empty after it had shown words. */
  readonly wasBlanked: boolean;
}

/** The settings of each way of asking. */
const SETTINGS: Record<Way, Partial<RunSettings>> = {
  wait: { mode: "wait" },
  stream: {},
  subgraphs: { streamSubgraphs: true },
  values: { streamMode: "values" },
  updates: { streamMode: "updates" },
};

/** Runs a shape through the store, as a page does. */
export async function runShape(
  shape: Omit<GraphShape, "options"> & { readonly options?: Partial<RunSettings> | undefined },
  way: Way,
  connection: { apiUrl: string; fetch?: typeof fetch },
): Promise<RunResult> {
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

/** Asks `POST /runs/wait` without this library, and returns the last AI message with words in the final state. */
export async function waitForShape(
  shape: GraphShape,
  apiUrl: string,
): Promise<Pick<RunResult, "ends" | "answer">> {
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
  const answer = shape.options?.getAnswer?.([], { ...state }) ?? lastWords(messagesOf(state));
  const failure = JSON.stringify(state?.__error__);
  // `interrupt` fails with this message in a stateless run on the JavaScript server.
  if (failure?.includes("No checkpointer set")) return { ends: "interrupted", answer };
  if (failure) return { ends: "run_failed", answer };
  if (state?.__interrupt__ !== undefined) return { ends: "interrupted", answer };
  return { ends: answer === "" ? "no_answer" : "success", answer };
}

/**
 * The fields of a final state that this file reads. It shares no code with the library, so it can check the library.
 */
interface WaitedState {
  readonly messages?: readonly WaitedMessage[];
  readonly __error__?: unknown;
  readonly __interrupt__?: unknown;
}

interface WaitedMessage {
  /** Absent if an entrypoint returns its input, because the input names a `role` instead. */
  readonly type?: string;
  readonly content: string | readonly WaitedBlock[];
}

type WaitedBlock = string | { readonly text?: string };

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
    .map(({ content }) => (typeof content === "string" ? content : content.map(wordsOf).join("")));
  return texts.filter((text) => text.trim() !== "").at(-1) ?? "";
}

function wordsOf(block: WaitedBlock): string {
  return typeof block === "string" ? block : (block.text ?? "");
}

/**
 * Calls `act` for each item, up to 30 items at the same time. The servers execute ten runs at once and look for new
 * runs only once a second. But they start a queued run as soon as another one ends. So the queue must never be empty:
 * otherwise a run takes a second instead of a few milliseconds.
 */
export async function forEachInParallel<T>(list: readonly T[], act: (item: T) => Promise<void>) {
  const waiting = [...list];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: 30 }, work));
}
