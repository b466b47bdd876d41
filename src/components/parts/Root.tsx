import {
  forwardRef,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
  type MouseEvent,
} from "react";
import type { FeedbackConnection } from "../../langgraph/sendFeedback.js";
import { useLinks } from "../../markdown/react/linkRules.js";
import { useImagePrefixes } from "../../markdown/react/useImagePrefixes.js";
import { useUnchanged } from "../../markdown/react/useUnchanged.js";
import { toLabels } from "../labels/toLabels.js";
import { SourcesProvider } from "../sources/SourcesProvider.js";
import type { AnyRun } from "../chat/AnyRun.js";
import { ChatContext, CourseContext, RunContext, type Chat } from "../chat/contexts.js";
import { joinClasses } from "../chat/createPart.js";
import { focusPart } from "../chat/focusPart.js";
import { isOwnEscape } from "../chat/isOwnEscape.js";
import type { OneShotChatLooks } from "../chat/looks.js";
import { useTheme } from "../styles/useTheme.js";
import { useConsent } from "../chat/useConsent.js";
import { DraftContext, useNewDraft } from "../chat/useDraft.js";
import { useFeedback } from "../chat/useFeedback.js";
import { useLatest } from "../chat/useLatest.js";
import { usePageLanguage } from "../chat/usePageLanguage.js";
import { usePressGuard } from "../chat/usePressGuard.js";
import { useRunTimes } from "../chat/useRunTimes.js";

export interface RootProps
  extends OneShotChatLooks, Omit<ComponentPropsWithoutRef<"section">, keyof OneShotChatLooks> {
  /** The run that all parts inside show: what `useStatelessRun` returns. */
  run: AnyRun;
  /** Where feedback on a run with a `feedbackToken` is sent: the gateway of the run. Default: nowhere. */
  feedbackTo?: FeedbackConnection | undefined;
  /** The attributes of the element. All other props that `Root` does not know are left out then. Default: those props. */
  attributes?: ComponentPropsWithoutRef<"section"> | undefined;
}

/**
 * A link that analytics learn of. Links in slots may hold the question, such as a `mailto:` in `contact`. Marks of sources
 * and footnotes stay on the page.
 */
const REPORTED_LINK = ':is([data-part="answer"], [data-part="sources"]) a[href]:not([href^="#"])';

/** The outermost element. All other parts read from it, so they must be inside. Escape stops a run. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Root = /* @__PURE__ */ forwardRef<HTMLElement, RootProps>(function Root(
  {
    run,
    feedbackTo,
    title,
    greeting,
    placeholder,
    suggestions,
    disclaimer,
    note = true,
    consent,
    labels,
    theme,
    nodeLabels,
    steps = "auto",
    renderCustomEvent,
    onFeedback,
    contact,
    components,
    allowedImagePrefixes,
    links,
    getSources,
    unstyled,
    className,
    style,
    children,
    onAsked,
    onFirstToken,
    onFinished,
    onStopped,
    onFailed,
    onLinkClicked,
    attributes: only,
    ...others
  },
  ref,
) {
  const attributes = only ?? others;
  const titleId = useId();
  const rootRef = useRef<HTMLElement>(null);
  useImperativeHandle(ref, () => rootRef.current as HTMLElement); // it is set before refs are read
  const language = usePageLanguage(rootRef);
  const dataTheme = useTheme(rootRef, theme);
  const pressGuard = usePressGuard();
  const draft = useNewDraft(run);
  const callbacks = { onAsked, onFirstToken, onFinished, onStopped, onFailed };
  const timeTakenMs = useRunTimes(run, callbacks);
  const { rated, rate, takesFeedback } = useFeedback(run, onFeedback, feedbackTo);
  const { needsConsent, mustAgree, agree } = useConsent(consent);
  const [isHeld, setIsHeld] = useState(false);

  const words = useUnchanged(labels);
  const looks = useUnchanged({
    title,
    greeting,
    placeholder,
    suggestions: useUnchanged(suggestions),
    disclaimer,
    note,
    consent: useUnchanged(consent),
    nodeLabels: useUnchanged(nodeLabels),
    steps,
    renderCustomEvent,
    contact,
    components: useUnchanged(components),
    allowedImagePrefixes: useImagePrefixes(allowedImagePrefixes),
    links: useLinks(links),
    unstyled,
    labels: useMemo(() => toLabels(words), [words]),
    language,
    titleId,
    rootRef,
  });
  const actions = useLatest({
    ask(question: string) {
      if (!mustAgree()) return void run.submit(question);
      // The visitor sees what waits, and may change it.
      draft.setText(question);
      setIsHeld(true);
      focusPart(rootRef, "consent", "button");
    },
    askAgain: () => void run.retry(),
    rate,
    agree() {
      agree();
      setIsHeld(false);
      const question = isHeld && draft.text.trim();
      // The step is about to disappear, and the focus would be lost with it.
      focusPart(rootRef, question ? "submit" : "input");
      if (question) void run.submit(question);
    },
  });
  const chat: Chat = useMemo(
    () => ({
      ...looks,
      classOf: (name) => (looks.unstyled ? undefined : `osc-${name}`),
      ask: (question) => actions.current.ask(question),
      askAgain: () => actions.current.askAgain(),
      rate: (feedback, hasMore) => actions.current.rate(feedback, hasMore),
      agree: () => actions.current.agree(),
    }),
    [looks, actions],
  );

  const { status, error, question, isSlow, maxQuestionChars, runId, feedbackToken } = run;
  const isRunning = status === "pending" || status === "streaming";
  const course = useUnchanged({
    status,
    error,
    question,
    steps: run.steps,
    isSlow,
    maxQuestionChars,
    runId,
    feedbackToken,
    toolNames: useUnchanged(
      run.messages.flatMap(({ tool_calls: calls = [] }) => calls.map(({ name }) => name)),
    ),
    submit: run.submit,
    stop: run.stop,
    isRunning,
    hasAnswer: run.answer !== "",
    timeTakenMs,
    needsConsent,
    rated,
    takesFeedback,
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    attributes.onKeyDown?.(event);
    if (!isRunning || !isOwnEscape(event)) return;
    // What is around the chat, such as a dialog, stays open.
    event.preventDefault();
    event.stopPropagation();
    run.stop();
  }

  function onClick(event: MouseEvent<HTMLElement>) {
    attributes.onClick?.(event);
    const link = event.target instanceof Element && event.target.closest(REPORTED_LINK);
    if (link instanceof HTMLAnchorElement) onLinkClicked?.({ url: link.href });
  }

  return (
    <ChatContext.Provider value={chat}>
      <CourseContext.Provider value={course}>
        <DraftContext.Provider value={draft}>
          <RunContext.Provider value={run}>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it handles what bubbles up from inside */}
            <section
              aria-labelledby={title ? titleId : undefined}
              data-theme={dataTheme}
              {...attributes}
              {...pressGuard}
              ref={rootRef}
              style={style}
              className={unstyled ? className : joinClasses("oneshot-chat", className)}
              data-part="root"
              data-status={status}
              onKeyDown={onKeyDown}
              onClick={onClick}
            >
              <SourcesProvider run={run} getSources={getSources}>
                {children}
              </SourcesProvider>
            </section>
          </RunContext.Provider>
        </DraftContext.Provider>
      </CourseContext.Provider>
    </ChatContext.Provider>
  );
});
