import {
  memo,
  useId,
  useRef,
  useState,
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
} from "react";
import type { StatelessRun } from "../hooks/useStatelessRun.js";
import { fillLabel, type Labels } from "./labels.js";

/** From this share of the limit on, the count is shown to everyone. */
const SHOW_COUNT_FROM = 0.9;

/** A run of any graph: what is shown does not depend on the state's type. */
export type AnyRun = StatelessRun<unknown, unknown>;

/** Only what the form is about, so that an answer on its way does not render it again. */
export interface QuestionFormProps extends Pick<
  AnyRun,
  "status" | "question" | "maxQuestionChars" | "submit" | "stop"
> {
  labels: Labels;
  placeholder: string | undefined;
  suggestions: readonly string[];
}

/**
 * The box, its one button, and the suggestions before anything was asked.
 *
 * Enter asks, Shift+Enter breaks the line, the Enter that ends an input method's composition does
 * neither. "Ask" and "Stop" are one button, so that focus survives the change.
 */
// Marked pure, so that who imports the hook alone does not get this with it.
export const QuestionForm = /* @__PURE__ */ memo(function QuestionForm(props: QuestionFormProps) {
  const { status, maxQuestionChars, submit, stop, labels, placeholder, suggestions } = props;
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
    setText(textAfter(props, text));
  }

  function ask(asked: string) {
    if (asked.trim() === "" || asked.length > maxQuestionChars) return boxRef.current?.focus();
    setText("");
    void submit(asked);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!isRunning) return ask(text.trim());
    stop();
    boxRef.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey) return;
    // Safari ends a composition before the key arrives; there, only the key code 229 tells.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    ask(text.trim());
  }

  function onButtonClick(event: MouseEvent) {
    // The second half of a double click lands on "Stop"; it was meant for "Ask".
    if (isRunning && event.detail > 1) event.preventDefault();
  }

  function onSuggestion(suggestion: string) {
    ask(suggestion);
    // The suggestion leaves the page with its focus. Not to the box: that would open a phone's keyboard.
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
        <button
          ref={buttonRef}
          className="osc-button osc-submit"
          type="submit"
          onClick={onButtonClick}
        >
          {isRunning ? labels.stop : labels.ask}
        </button>
      </div>
      <Limit
        id={limitId}
        labels={labels}
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

/** A question whose run did not end well goes back into the box, unless something new is there. */
function textAfter({ status, question }: QuestionFormProps, text: string): string {
  if (status === "error" || status === "stopped") return text || question;
  // On its way it stands above the answer; a retry takes it out of the box again.
  return status === "pending" && text === question ? "" : text;
}

interface LimitProps {
  id: string;
  labels: Labels;
  count: number;
  max: number;
  overBy: number;
}

/** Says the limit to screen readers at once, and to everyone as it comes near. */
function Limit({ id, labels, count, max, overBy }: LimitProps) {
  if (overBy > 0)
    return (
      <p id={id} className="osc-limit" data-over="true">
        {fillLabel(labels.tooLong, { over: overBy })}
      </p>
    );
  const isNear = count > max * SHOW_COUNT_FROM;
  return (
    <p id={id} className={isNear ? "osc-limit" : "osc-visually-hidden"}>
      {isNear ? fillLabel(labels.charCount, { count, max }) : fillLabel(labels.maxChars, { max })}
    </p>
  );
}
