import { memo, useId, useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import { fillLabel } from "../markdown/react/fillLabel.js";
import type { AnyRun } from "./AnyRun.js";
import type { Labels } from "./labels.js";
import { formatNumber } from "./usePageLanguage.js";

/** The count of characters is visible from this share of the limit on. */
const SHOW_COUNT_FROM = 0.9;

/** The form gets only what it needs, so that it does not render again while the answer grows. */
export interface QuestionFormProps extends Pick<
  AnyRun,
  "status" | "question" | "maxQuestionChars" | "submit" | "stop"
> {
  labels: Labels;
  /** The language in which numbers are written. */
  language: string;
  placeholder: string | undefined;
  suggestions: readonly string[];
}

/**
 * The box with its button, and the suggestions until the first question is asked.
 *
 * Enter asks, and Shift+Enter breaks the line. The Enter that ends an input method's composition does neither.
 * "Ask" and "Stop" are one button, so that it keeps the focus when its word changes.
 */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const QuestionForm = /* @__PURE__ */ memo(function QuestionForm(props: QuestionFormProps) {
  const { status, maxQuestionChars, submit, stop, labels, language, placeholder, suggestions } =
    props;
  const [text, setText] = useState("");
  const boxRef = useRef<HTMLTextAreaElement>(null);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const boxId = useId();
  const limitId = useId();
  const isRunning = status === "pending" || status === "streaming";
  const overBy = text.length - maxQuestionChars;

  const [seenStatus, setSeenStatus] = useState(status);
  if (status !== seenStatus) {
    setSeenStatus(status);
    setText(chooseText(props, text));
  }

  function ask(asked: string) {
    if (asked.trim() === "" || asked.length > maxQuestionChars) {
      boxRef.current?.focus();
      return;
    }
    setText("");
    void submit(asked);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (isRunning) {
      stop();
      boxRef.current?.focus();
    } else {
      ask(text.trim());
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey) return;
    // Safari ends a composition before the key event arrives. Only the key code 229 shows it there.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    // A held key would ask again as soon as a failed question is back in the box.
    if (!event.repeat) ask(text.trim());
  }

  function onSuggestion(suggestion: string) {
    ask(suggestion);
    // The suggestion disappears, and the focus would be lost with it. In the box, it would open a phone's keyboard.
    buttonRef.current?.focus();
  }

  return (
    <form className="osc-form" onSubmit={onSubmit}>
      <label className="osc-label" htmlFor={boxId}>
        {labels.question}
      </label>
      <div className="osc-composer">
        <textarea
          ref={boxRef}
          id={boxId}
          className="osc-box"
          rows={1}
          dir="auto"
          value={text}
          placeholder={placeholder}
          enterKeyHint="send"
          aria-describedby={limitId}
          aria-invalid={overBy > 0 || undefined}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button ref={buttonRef} className="osc-button osc-submit" type="submit">
          {isRunning ? labels.stop : labels.ask}
        </button>
      </div>
      <Limit
        id={limitId}
        labels={labels}
        language={language}
        count={text.length}
        max={maxQuestionChars}
        overBy={overBy}
      />
      {status === "idle" && suggestions.length > 0 && (
        <ul className="osc-suggestions" aria-label={labels.suggestions}>
          {suggestions.map((suggestion) => (
            <li key={suggestion}>
              <button
                type="button"
                className="osc-suggestion"
                onClick={() => onSuggestion(suggestion)}
              >
                {suggestion}
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
});

/**
 * Chooses the text of the box after a change of status. A question that failed or was stopped returns to the box, unless
 * the visitor has typed something else.
 */
function chooseText({ status, question }: QuestionFormProps, text: string): string {
  if (status === "error" || status === "stopped") return text || question;
  // A retry takes the question out of the box again, because it is shown above the answer.
  if (status === "pending" && text === question) return "";
  return text;
}

interface LimitProps {
  id: string;
  labels: Labels;
  language: string;
  count: number;
  max: number;
  overBy: number;
}

/** Describes the limit to screen readers at all times, and shows it to everyone when it is near. */
function Limit({ id, labels, language, count, max, overBy }: LimitProps) {
  const numbers = {
    count: formatNumber(count, language),
    max: formatNumber(max, language),
    over: formatNumber(overBy, language),
  };
  if (overBy > 0)
    return (
      <p id={id} className="osc-limit" data-over="true">
        {fillLabel(labels.tooLong, numbers)}
      </p>
    );
  const isNear = count > max * SHOW_COUNT_FROM;
  return (
    <p id={id} className={isNear ? "osc-limit" : "osc-visually-hidden"}>
      {fillLabel(isNear ? labels.charCount : labels.maxChars, numbers)}
    </p>
  );
}
