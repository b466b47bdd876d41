import { useStatelessRun, type StatelessRun } from "../hooks/useStatelessRun.js";
import type { JsonObject } from "../langgraph/json.js";
import type { RunOptions } from "../run/types.js";
import type { AnswerLooks } from "./Answer.js";
import { ChatView } from "./ChatView.js";
import type { LabelOverrides } from "./labels.js";

/** The look and the words of the chat. */
export interface OneShotChatLooks extends AnswerLooks {
  /** A heading above the box. */
  title?: string | undefined;
  placeholder?: string | undefined;
  /** Questions that are offered as buttons until the first one is asked. */
  suggestions?: readonly string[] | undefined;
  /** Replaces words; see {@link LabelOverrides}. */
  labels?: LabelOverrides | undefined;
  className?: string | undefined;
}

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
