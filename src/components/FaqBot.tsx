import { forwardRef, type ForwardedRef, type ReactElement, type Ref } from "react";
import { useStatelessRun } from "../hooks/useStatelessRun.js";
import type { JsonObject } from "../langgraph/json.js";
import type { RunOptions } from "../run/types.js";
import { Bot } from "./launcher/Bot.js";
import type { FaqBotHandle, FaqBotLooks } from "./launcher/types.js";
import { toGateway, type OneShotChatProps } from "./OneShotChat.js";
import type { OneShotChatLooks } from "./chat/looks.js";

/**
 * The props of {@link OneShotChatProps}, and those of the panel and its button. `className` goes to the outermost
 * element.
 */
export type FaqBotProps<
  State = JsonObject,
  Update = JsonObject,
  Custom = unknown,
> = OneShotChatProps<State, Update, Custom> & FaqBotLooks;

/**
 * A floating button that opens a panel with a chat. The page stays usable beside the panel; in a small window, the panel
 * is a modal dialog that covers the page. Once opened, the chat stays mounted, so that the question in the box and the
 * answer survive closing.
 *
 * Opening moves the focus to the box, or to the title where an on-screen keyboard would cover the panel. Closing moves it
 * back. Escape stops a run first, and closes the panel second.
 *
 * Options that can never work do not throw. They are reported from the first mount with one `console.error`, and
 * the panel says that the assistant is not set up.
 */
// `PURE` lets bundlers drop this component for apps that import only the hook. `forwardRef` loses the type arguments.
export const FaqBot = /* @__PURE__ */ forwardRef(function FaqBot(
  props: FaqBotProps,
  ref: ForwardedRef<FaqBotHandle>,
) {
  return props.run ? (
    <Bot {...props} run={props.run} handleRef={ref} />
  ) : (
    <OwnRunBot {...props} handleRef={ref} />
  );
}) as <State = JsonObject, Update = JsonObject, Custom = unknown>(
  props: FaqBotProps<State, Update, Custom> & { ref?: Ref<FaqBotHandle> },
) => ReactElement;

/** Keeps the run outside the panel, so that mistakes in the options are reported before a visitor opens it. */
function OwnRunBot(
  props: RunOptions &
    OneShotChatLooks &
    FaqBotLooks & { run?: undefined; handleRef: ForwardedRef<FaqBotHandle> },
) {
  const run = useStatelessRun(props);
  return <Bot {...props} run={run} feedbackTo={toGateway(props)} />;
}
