import { forwardRef, type ForwardedRef, type ReactElement, type Ref } from "react";
import { useStatelessRun, type StatelessRun } from "../hooks/useStatelessRun.js";
import type { JsonObject } from "../langgraph/json.js";
import type { RunOptions } from "../run/types.js";
import type { GetSources } from "./sources/findSources.js";
import type { AnyRun } from "./chat/AnyRun.js";
import { DefaultLayout } from "./DefaultLayout.js";
import { pickAttributes, type OneShotChatLooks } from "./chat/looks.js";
import { Root, type RootProps } from "./parts/Root.js";

/** Either the hook's options, or a run of your own. */
export type OneShotChatProps<State = JsonObject, Update = JsonObject, Custom = unknown> = Omit<
  OneShotChatLooks,
  "getSources"
> & {
  /** Takes the sources of the answer from the run; see {@link OneShotChatLooks}. */
  getSources?: GetSources<State, Update, Custom> | undefined;
} & (
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
 * `.oneshot-chat`, its `data-status`, and `data-part` inside it. For a layout of your own, compose the parts of
 * `oneshot-chat/parts`.
 *
 * Options that can never work do not throw. One `console.error` says the fix, and the chat says that the assistant
 * is not set up.
 */
// `PURE` lets bundlers drop this component for apps that import only the hook. `forwardRef` loses the type arguments.
export const OneShotChat = /* @__PURE__ */ forwardRef(function OneShotChat(
  props: OneShotChatProps,
  ref: ForwardedRef<HTMLElement>,
) {
  return props.run ? (
    <ChatView {...props} run={props.run} rootRef={ref} />
  ) : (
    <OwnRunChat {...props} rootRef={ref} />
  );
}) as <State = JsonObject, Update = JsonObject, Custom = unknown>(
  props: OneShotChatProps<State, Update, Custom> & { ref?: Ref<HTMLElement> },
) => ReactElement;

function OwnRunChat({
  rootRef,
  ...props
}: RunOptions & OneShotChatLooks & { rootRef: ForwardedRef<HTMLElement> }) {
  const run = useStatelessRun(props);
  return <ChatView {...props} run={run} feedbackTo={toGateway(props)} rootRef={rootRef} />;
}

/** The address that answers runs also takes feedback on them. With a client of the page's own, it is not known. */
export function toGateway({ apiUrl, headers, fetch }: RunOptions): RootProps["feedbackTo"] {
  return apiUrl === undefined ? undefined : { apiUrl, headers, fetch };
}

interface ChatViewProps extends OneShotChatLooks, Pick<RootProps, "feedbackTo"> {
  run: AnyRun;
  rootRef?: ForwardedRef<HTMLElement>;
}

/** Shows a run in the default layout. */
export function ChatView({ run, rootRef = null, children, ...looks }: ChatViewProps) {
  return (
    <Root {...looks} attributes={pickAttributes(looks)} ref={rootRef} run={run}>
      {children ?? <DefaultLayout />}
    </Root>
  );
}
