import { useStatelessRun, type StatelessRun } from "../hooks/useStatelessRun.js";
import type { JsonObject } from "../langgraph/json.js";
import type { RunOptions } from "../run/types.js";
import type { AnswerLooks } from "./Answer.js";
import { ChatView } from "./ChatView.js";
import type { LabelOverrides } from "./labels.js";

/** How the chat looks and speaks. */
export interface OneShotChatLooks extends AnswerLooks {
  /** A heading above the box. */
  title?: string | undefined;
  placeholder?: string | undefined;
  /** Questions offered as buttons before the first is asked. */
  suggestions?: readonly string[] | undefined;
  /** Any of the words shown or spoken; see {@link LabelOverrides}. */
  labels?: LabelOverrides | undefined;
  className?: string | undefined;
}

/** The hook's options, or a run of your own; never both. */
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
 * One question in, one streamed answer out. Each question stands alone, and the next one replaces it.
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
