import { expect, test } from "vitest";
import type { MessageChange, RunMessage } from "../../src/langgraph/events.js";
import {
  addDelta,
  applyChange,
  putMessage,
  withKnownIds,
  withState,
} from "../../src/run/messageList.js";

const message = (id: string, text: string, more: Partial<RunMessage> = {}): RunMessage => ({
  id,
  type: "ai",
  content: text,
  text,
  nodes: ["answer"],
  isComplete: false,
  ...more,
});
const put = (each: RunMessage): MessageChange => ({ type: "put", message: each });
const idsOf = (messages: readonly RunMessage[]) => messages.map(({ id }) => id);
const textsOf = (messages: readonly RunMessage[]) => messages.map(({ text }) => text);

test("a delta is appended to the message of its id, or begins one", () => {
  const begun = addDelta([], message("m1", "Half "));
  const both = addDelta(addDelta(begun, message("m2", "Other.")), message("m1", "an answer"));
  expect(textsOf(both)).toEqual(["Half an answer", "Other."]);
  expect(textsOf(begun)).toEqual(["Half "]);
});

test("a delta of a confirmed message changes nothing", () => {
  const known = [message("m1", "Whole.", { isComplete: true })];
  expect(addDelta(known, message("m1", " Late."))).toBe(known);
});

test("a whole message replaces the one of its id, at its place, and keeps the nodes that spoke", () => {
  const known = [message("m1", "Draft"), message("m2", "Other.")];
  const replaced = putMessage(known, message("m1", "Final.", { nodes: ["root", "answer"] }));
  expect(textsOf(replaced)).toEqual(["Final.", "Other."]);
  expect(replaced[0]?.nodes).toEqual(["answer", "root"]);
});

test("a message without an id is the streamed one of the same text, type and node", () => {
  const known = [message("m1", "Yes.")];
  const returned = message("part.3.answer.0", "Yes.", { isComplete: true });
  expect(putMessage(known, returned)).toEqual([{ ...known[0], isComplete: true }]);
  const others = [{ type: "tool" }, { text: "No." }, { nodes: ["other"] }, { id: "m2" }];
  for (const other of others) expect(putMessage(known, { ...returned, ...other })).toHaveLength(2);
});

test("a returned message without an id never takes the id of another that the node returned", () => {
  const streamed = [message("m1", "Yes."), message("m2", "Yes.")];
  const returned = [put(message("part.9.0", "Yes.")), put(message("m2", "Rewritten."))];
  const named = withKnownIds(returned, streamed);
  expect(named.map((change) => change.type === "put" && change.message.id)).toEqual(["m1", "m2"]);
});

test("returned messages without an id take those they were streamed with, each one once and the latest first", () => {
  const streamed = [message("m1", "Yes."), message("m2", "No."), message("m3", "Yes.")];
  const nameless = ["Yes.", "Yes.", "Yes.", "No."].map((text, at) =>
    put(message(`part.9.${at}`, text)),
  );
  const removal: MessageChange = { type: "remove", id: "m9" };
  const named = withKnownIds([removal, ...nameless, put(message("m7", "Yes."))], streamed);
  expect(named[0]).toBe(removal);
  const ids = named.slice(1).map((change) => change.type === "put" && change.message.id);
  expect(ids).toEqual(["m3", "m1", "part.9.2", "m2", "m7"]);
});

test("a removal takes out the message of its id, and removing all takes out every one", () => {
  const known = [message("m1", "A"), message("m2", "B")];
  expect(idsOf(applyChange(known, { type: "remove", id: "m1" }))).toEqual(["m2"]);
  expect(applyChange(known, { type: "removeAll" })).toEqual([]);
});

test("a whole state drops what it no longer holds and what has no id, and keeps what is still streaming", () => {
  const known = [message("m1", "Old"), message("part.2", "Bare"), message("m3", "Streaming")];
  const state = [message("m4", "Bare", { isComplete: true })];
  expect(idsOf(withState(known, state, [message("m1", "Old")]))).toEqual(["m3", "m4"]);
});

test("a state without messages keeps the messages that have no id", () => {
  expect(idsOf(withState([message("part.2", "Bare")], [], []))).toEqual(["part.2"]);
});
