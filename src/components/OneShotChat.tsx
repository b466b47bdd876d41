import { useStatelessRun, type StatelessRun } from "../hooks/useStatelessRun.js";
import type { JsonObject } from "../langgraph/json.js";
import type { RunOptions } from "../run/types.js";
import { ChatView, type OneShotChatLooks } from "./ChatView.js";

/** Either the hook's options, or a run of your own. */
export type OneShotChatProps<
  State = JsonObject,
  Update = JsonObject,
  Custom = unknown,
> = OneShotChatLooks &
  (
    | (RunOptions<State, Update, Custom> & { run?: undefined })
    | { run: StatelessRun<State, Update, Custom>; assistantId?: undefined }
  );

/**
 * A box for a question, and the streamed answer below it. A question knows nothing of earlier ones, and it replaces the
 * last one and its answer.
 *
 * ```tsx
 * <OneShotChat apiUrl="/api/faq" assistantId="faq" title="Questions?" />
 * ```
 *
 * Style it with `oneshot-chat/styles.css` and its custom properties, or with your own rules on
 * `.oneshot-chat` and its `data-status`.
 *
 * Options that can never work do not throw. One `console.error` says the fix, and the chat says that the assistant
 * is not set up.
 */
export function OneShotChat<State = JsonObject, Update = JsonObject, Custom = unknown>(
  props: OneShotChatProps<State, Update, Custom>,
) {
  if (props.run) return <ChatView {...props} run={props.run} />;
  return <OwnRunChat {...props} />;
}

function OwnRunChat<State, Update, Custom>(
  props: RunOptions<State, Update, Custom> & OneShotChatLooks,
) {
  const run = useStatelessRun(props);
  return <ChatView {...props} run={run} />;
}
