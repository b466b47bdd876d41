/** One event of the LangGraph server → the event that the visitor gets instead, or nothing. */
import type { RunOutcome } from "../options.js";
import { createDeltaTemplates } from "./deltaTemplates.js";
import { eventText } from "./eventText.js";
import { createEvidence } from "./evidence.js";
import { asObject, asText, parseJson, type JsonObject } from "./json.js";
import type { ServerEvent } from "./readEvents.js";
import type { View } from "./view.js";
import { textOf, typeOf, visibleChunk } from "./visibleMessage.js";
import { visibleMetadata } from "./visibleMetadata.js";
import { isInterrupt, visibleFailure, visibleState, visibleUpdates } from "./visibleState.js";

/** The events of one run. */
export interface VisibleEvents {
  /**
   * The visitor's event as text; `""` if the visitor gets none: for an event that is not known, and for one
   * that is broken. `metadata` and `end` are not for here: the gateway writes its own. Never throws.
   */
  show(event: ServerEvent): string;
  /** How the run ended, if its stream ended now. */
  readonly outcome: RunOutcome;
  /** Whether the server has sent its last event. */
  readonly isOver: boolean;
  /** Whether the server itself has said how the run ended. */
  readonly sawEnd: boolean;
  /** Whether an AI message with words, or an exposed part of the state, has come. */
  readonly hasAnswer: boolean;
  readonly threadId: string | undefined;
}

export function createVisibleEvents({ expose }: Pick<View, "expose">): VisibleEvents {
  const templates = createDeltaTemplates();
  const evidence = createEvidence();
  const seenIds = new Set<string>();
  let said: RunOutcome | undefined;
  let isOver = false;
  let hasAnswer = false;
  let threadId: string | undefined;

  return {
    show(event) {
      // A server that repeats an event gives it the same id.
      if (event.id !== undefined && seenIds.has(event.id)) return "";
      try {
        const text = toText(event);
        if (event.id !== undefined && text !== undefined) seenIds.add(event.id);
        return text ?? "";
      } catch {
        // Data that is nested too deeply for the stack.
        return "";
      }
    },
    get outcome() {
      if (said !== undefined && said !== "success") return said;
      if (said === undefined && !evidence.isWhole) return "truncated";
      return hasAnswer ? "success" : "no_answer";
    },
    get isOver() {
      return isOver;
    },
    get sawEnd() {
      return said !== undefined;
    },
    get hasAnswer() {
      return hasAnswer;
    },
    get threadId() {
      return threadId;
    },
  };

  /** `undefined` for data that is no JSON. */
  function toText(event: ServerEvent): string | undefined {
    const { name, data } = event;
    const filled = templates.fill(event, noteText);
    if (filled !== undefined) return filled;
    const [mode, ...namespace] = name.split("|");
    // An error whose data is no JSON, or is nested too deep, is an error too. So its text is looked at and not parsed.
    if (mode === "error") return showFailure(data);
    const value = parseJson(data);
    if (value === undefined) return undefined;
    switch (mode) {
      case "messages":
        return Array.isArray(value) ? showMessage(event, value, namespace) : "";
      case "updates":
        return showUpdates(name, asObject(value) ?? {}, namespace);
      case "values":
        return showState(name, value, namespace);
      case "custom":
        // The graph wrote this for the page.
        return eventText(name, data.includes("\n") ? JSON.stringify(value) : data || "null");
      case "end":
        isOver = true;
        said ??= outcomeOf(asObject(value)?.status);
        return "";
      default:
        return "";
    }
  }

  function showFailure(data: string): string {
    isOver = true;
    said ??= isInterrupt(data) ? "interrupted" : "failed";
    return eventText("error", JSON.stringify(visibleFailure(data)));
  }

  function showMessage(
    event: ServerEvent,
    value: readonly unknown[],
    namespace: readonly string[],
  ): string {
    const metadata = asObject(value[1]) ?? {};
    threadId ??= asText(metadata.thread_id);
    evidence.noteMessage(value[0], metadata, namespace);
    const show = ([message, where]: readonly unknown[]) => {
      const visible = visibleChunk(message, expose);
      const tuple = visible && [visible, visibleMetadata(asObject(where) ?? {})];
      return { visible, text: tuple ? eventText(event.name, JSON.stringify(tuple)) : "" };
    };
    templates.learn(event, value, (probed) => show(probed).text);
    const { visible, text } = show(value);
    noteAnswer(visible);
    return text;
  }

  function showUpdates(name: string, updates: JsonObject, namespace: readonly string[]): string {
    evidence.noteUpdates(updates, namespace);
    if ("__interrupt__" in updates) said ??= "interrupted";
    const visible = visibleUpdates(updates, expose);
    for (const returned of Object.values(visible)) noteAnswer(returned);
    return eventText(name, JSON.stringify(visible));
  }

  function showState(name: string, state: unknown, namespace: readonly string[]): string {
    const visible = visibleState(state, { expose });
    if (namespace.length === 0) {
      evidence.noteState(state);
      if (visible?.__interrupt__ !== undefined) said ??= "interrupted";
      noteAnswer(visible);
    }
    return eventText(name, JSON.stringify(visible));
  }

  function noteAnswer(visible: unknown): void {
    hasAnswer ||= holdsAnswer(visible);
  }

  function noteText(escaped: string): void {
    if (!hasAnswer && escaped !== "") hasAnswer = String(parseJson(`"${escaped}"`)).trim() !== "";
  }
}

/** Whether a visitor can read an answer in this: in the words of an AI message, or in an exposed key of the state. */
function holdsAnswer(visible: unknown): boolean {
  if (Array.isArray(visible)) return visible.some(holdsAnswer);
  const dict = asObject(visible);
  if (!dict) return false;
  if ("content" in dict && typeOf(dict) === "ai") return textOf(dict.content).trim() !== "";
  return Object.entries(dict).some(([key, value]) =>
    key === "messages" ? holdsAnswer(value) : !key.startsWith("__"),
  );
}

/** What a status of an `end` event means. `null`, or none, leaves it to the evidence. */
function outcomeOf(status: unknown): RunOutcome | undefined {
  switch (status) {
    case undefined:
    case null:
      return undefined;
    case "success":
    case "timeout":
    case "interrupted":
      return status;
    case "error":
      return "failed";
    default:
      return "truncated";
  }
}
