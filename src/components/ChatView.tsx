import { useId, useMemo, useRef } from "react";
import { useImagePrefixes } from "../markdown/react/useImagePrefixes.js";
import { Announcer } from "./Announcer.js";
import { Answer, type AnswerLooks } from "./Answer.js";
import type { AnyRun } from "./AnyRun.js";
import { ErrorNotice } from "./ErrorNotice.js";
import { toLabels, type LabelOverrides } from "./labels.js";
import { Progress } from "./Progress.js";
import { QuestionForm } from "./QuestionForm.js";
import { usePageLanguage } from "./usePageLanguage.js";
import { usePressGuard } from "./usePressGuard.js";

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

/** The same list on every render, so that the memoised form does not render again. */
const NO_SUGGESTIONS: readonly string[] = [];

/** Shows a run: the form, and below it the question, the progress, the answer and errors. */
export function ChatView(props: OneShotChatLooks & { run: AnyRun }) {
  const { run, title, placeholder, suggestions = NO_SUGGESTIONS, className, components } = props;
  const allowedImagePrefixes = useImagePrefixes(props.allowedImagePrefixes);
  const labels = useMemo(() => toLabels(props.labels), [props.labels]);
  const titleId = useId();
  const rootRef = useRef<HTMLElement>(null);
  const language = usePageLanguage(rootRef);
  const pressGuard = usePressGuard();
  const isRunning = run.status === "pending" || run.status === "streaming";

  function retry() {
    // "Try again" is about to disappear, and the focus would be lost with it. So it moves to the button that becomes "Stop".
    rootRef.current?.querySelector<HTMLElement>(".osc-submit")?.focus();
    void run.retry();
  }

  return (
    <section
      ref={rootRef}
      className={className ? `oneshot-chat ${className}` : "oneshot-chat"}
      data-status={run.status}
      aria-labelledby={title ? titleId : undefined}
      {...pressGuard}
    >
      {title && (
        <h2 id={titleId} className="osc-title">
          {title}
        </h2>
      )}
      <QuestionForm
        status={run.status}
        question={run.question}
        maxQuestionChars={run.maxQuestionChars}
        submit={run.submit}
        stop={run.stop}
        labels={labels}
        language={language}
        placeholder={placeholder}
        suggestions={suggestions}
      />
      {run.status !== "idle" && (
        <div className="osc-result">
          {run.question && (
            <p className="osc-asked" dir="auto">
              <span className="osc-visually-hidden">{labels.youAsked}: </span>
              {run.question}
            </p>
          )}
          <Progress steps={run.steps} isRunning={isRunning} labels={labels} />
          {run.answer && (
            <Answer
              answer={run.answer}
              isRunning={isRunning}
              labels={labels}
              components={components}
              allowedImagePrefixes={allowedImagePrefixes}
            />
          )}
          {run.isSlow && <p className="osc-slow">{labels.slow}</p>}
          {run.status === "stopped" && <p className="osc-stopped">{labels.stopped}</p>}
          {run.status === "error" && (
            <ErrorNotice error={run.error} labels={labels} language={language} onRetry={retry} />
          )}
        </div>
      )}
      <Announcer run={run} labels={labels} />
    </section>
  );
}
