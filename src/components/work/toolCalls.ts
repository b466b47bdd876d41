import type { RunMessage } from "../../langgraph/events.js";

/** One call of a tool, with its result once there is one. */
export interface ShownCall {
  readonly id: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The text of the tool's message; `undefined` while the tool works. */
  readonly result: string | undefined;
  readonly hasFailed: boolean;
}

/** The tool calls in a run's messages, in the order in which the model made them. */
export function findToolCalls(messages: readonly RunMessage[]): readonly ShownCall[] {
  const results = new Map<string, RunMessage>();
  for (const message of messages)
    if (message.type === "tool" && message.tool_call_id) results.set(message.tool_call_id, message);
  return messages.flatMap((message) =>
    (message.type === "ai" ? (message.tool_calls ?? []) : []).map(({ id, name, args }, at) => {
      const result = id === undefined ? undefined : results.get(id);
      return {
        id: id ?? `${message.id}:${at}`,
        name,
        args,
        result: result?.text,
        hasFailed: result?.["status"] === "error",
      };
    }),
  );
}
