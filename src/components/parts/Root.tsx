import {
  forwardRef,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  type ComponentPropsWithoutRef,
} from "react";
import { useImagePrefixes } from "../../markdown/react/useImagePrefixes.js";
import { useUnchanged } from "../../markdown/react/useUnchanged.js";
import { toLabels } from "../labels/toLabels.js";
import type { AnyRun } from "./AnyRun.js";
import { ChatContext, CourseContext, RunContext, type Chat, type RunCourse } from "./chat.js";
import { joinClasses } from "./createPart.js";
import type { OneShotChatLooks } from "./looks.js";
import { useTheme } from "../styles/useTheme.js";
import { DraftContext, useNewDraft } from "./useDraft.js";
import { usePageLanguage } from "./usePageLanguage.js";
import { usePressGuard } from "./usePressGuard.js";

export interface RootProps
  extends OneShotChatLooks, Omit<ComponentPropsWithoutRef<"section">, keyof OneShotChatLooks> {
  /** The run that all parts inside show: what `useStatelessRun` returns. */
  run: AnyRun;
}

/** The outermost element. All other parts read from it, so they must be inside. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Root = /* @__PURE__ */ forwardRef<HTMLElement, RootProps>(function Root(
  {
    run,
    title,
    placeholder,
    suggestions,
    labels,
    theme,
    components,
    allowedImagePrefixes,
    unstyled,
    className,
    children,
    ...attributes
  },
  ref,
) {
  const titleId = useId();
  const rootRef = useRef<HTMLElement>(null);
  useImperativeHandle(ref, () => rootRef.current as HTMLElement); // it is set before refs are read
  const language = usePageLanguage(rootRef);
  const dataTheme = useTheme(rootRef, theme);
  const pressGuard = usePressGuard();
  const draft = useNewDraft(run);
  const words = useMemo(() => toLabels(labels), [labels]);
  const looks = useUnchanged({
    title,
    placeholder,
    suggestions: useUnchanged(suggestions),
    components: useUnchanged(components),
    allowedImagePrefixes: useImagePrefixes(allowedImagePrefixes),
    unstyled,
  });
  const { submit, retry } = run;

  const chat: Chat = useMemo(
    () => ({
      ...looks,
      labels: words,
      language,
      titleId,
      rootRef,
      ask: (question) => void submit(question),
      askAgain: () => void retry(),
    }),
    [looks, words, language, titleId, submit, retry],
  );

  return (
    <ChatContext.Provider value={chat}>
      <CourseContext.Provider value={useCourseOf(run)}>
        <DraftContext.Provider value={draft}>
          <RunContext.Provider value={run}>
            <section
              aria-labelledby={title ? titleId : undefined}
              data-theme={dataTheme}
              {...attributes}
              ref={rootRef}
              className={unstyled ? className : joinClasses("oneshot-chat", className)}
              data-part="root"
              data-status={run.status}
              {...pressGuard}
            >
              {children}
            </section>
          </RunContext.Provider>
        </DraftContext.Provider>
      </CourseContext.Provider>
    </ChatContext.Provider>
  );
});

/** What changes a few times in a run's life, as an object that stays the same between two changes. */
function useCourseOf(run: AnyRun): RunCourse {
  const { status, error, question, isSlow, maxQuestionChars, runId, feedbackToken } = run;
  const { submit, stop } = run;
  return useUnchanged({
    status,
    error,
    question,
    isSlow,
    maxQuestionChars,
    runId,
    feedbackToken,
    submit,
    stop,
    isRunning: status === "pending" || status === "streaming",
    hasAnswer: run.answer !== "",
  });
}
