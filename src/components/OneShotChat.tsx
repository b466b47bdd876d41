import { useId, useMemo, useRef } from "react";
import { useStatelessRun, type StatelessRun } from "../hooks/useStatelessRun.js";
import type { JsonObject } from "../langgraph/json.js";
import type { RunOptions } from "../run/types.js";
import { Announcer } from "./Announcer.js";
import { Answer, type AnswerLooks } from "./Answer.js";
import { ErrorNotice } from "./ErrorNotice.js";
import { toLabels, type LabelOverrides } from "./labels.js";
import { Progress } from "./Progress.js";
import { QuestionForm, type AnyRun } from "./QuestionForm.js";

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
export type OneShotChatProps<State = JsonObject, Update = JsonObject> = OneShotChatLooks &
  (
    | (RunOptions<State, Update> & { run?: undefined })
    | { run: StatelessRun<State, Update>; assistantId?: undefined }
  );

/**
 * One question in, one streamed answer out. Each question stands alone; the next replaces it.
 *
 * ```tsx
 * <OneShotChat apiUrl="/api/faq" assistantId="faq" title="Questions?" />
 * ```
 *
 * Style it with `oneshot-chat/styles.css` and its custom properties, or with your own rules on
 * `.oneshot-chat` and its `data-status`.
 */
export function OneShotChat<State = JsonObject, Update = JsonObject>(
  props: OneShotChatProps<State, Update>,
) {
  if (props.run) return <ChatView {...props} run={props.run} />;
  return <OwnRunChat {...props} />;
}

function OwnRunChat<State, Update>(props: RunOptions<State, Update> & OneShotChatLooks) {
  const run = useStatelessRun(props);
  return <ChatView {...props} run={run} />;
}

/** The same each time, so that the form is not rendered for it. */
const NO_SUGGESTIONS: readonly string[] = [];

function ChatView(props: OneShotChatLooks & { run: AnyRun }) {
  const { run, title, placeholder, suggestions = NO_SUGGESTIONS, className } = props;
  const { components, allowedImagePrefixes } = props;
  const labels = useMemo(() => toLabels(props.labels), [props.labels]);
  const titleId = useId();
  const rootRef = useRef<HTMLElement>(null);
  const isRunning = run.status === "pending" || run.status === "streaming";

  function retry() {
    // "Try again" leaves the page with its focus; the button that now says "Stop" takes it.
    rootRef.current?.querySelector<HTMLElement>(".osc-submit")?.focus();
    void run.retry();
  }

  return (
    <section
      ref={rootRef}
      className={className ? `oneshot-chat ${className}` : "oneshot-chat"}
      data-status={run.status}
      aria-labelledby={title ? titleId : undefined}
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
            <ErrorNotice error={run.error} labels={labels} onRetry={retry} />
          )}
        </div>
      )}
      <Announcer run={run} labels={labels} />
    </section>
  );
}
