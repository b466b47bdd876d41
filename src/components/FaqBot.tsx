import { useId, useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { useStatelessRun } from "../hooks/useStatelessRun.js";
import type { JsonObject } from "../langgraph/json.js";
import { useImagePrefixes } from "../markdown/react/useImagePrefixes.js";
import type { RunOptions } from "../run/types.js";
import { toLabels } from "./labels/toLabels.js";
import { ChatView, type OneShotChatProps } from "./OneShotChat.js";
import type { AnyRun } from "./parts/AnyRun.js";
import type { OneShotChatLooks } from "./parts/looks.js";
import { usePressGuard } from "./parts/usePressGuard.js";

/** The props of {@link OneShotChatProps}. `className` goes to the outermost element. */
export type FaqBotProps<
  State = JsonObject,
  Update = JsonObject,
  Custom = unknown,
> = OneShotChatProps<State, Update, Custom>;

/**
 * A floating button that opens a panel with a chat. The panel is not modal, so the page stays usable beside it.
 * Once opened, the chat stays mounted, so an answer survives closing the panel.
 *
 * Opening moves the focus to the box. Closing, also with Escape, moves it back to the button.
 *
 * Options that can never work do not throw. They are reported from the first mount with one `console.error`, and
 * the panel says that the assistant is not set up.
 */
export function FaqBot<State = JsonObject, Update = JsonObject, Custom = unknown>(
  props: FaqBotProps<State, Update, Custom>,
) {
  if (props.run) return <BotView {...props} run={props.run} />;
  return <OwnRunBot {...props} />;
}

/** Keeps the run outside the panel, so that mistakes in the options are reported before a visitor opens it. */
function OwnRunBot<State, Update, Custom>(
  props: RunOptions<State, Update, Custom> & OneShotChatLooks,
) {
  const run = useStatelessRun(props);
  return <BotView {...props} run={run} />;
}

function BotView(props: OneShotChatLooks & { run: AnyRun }) {
  const { run, title, className } = props;
  const labels = toLabels(props.labels);
  const allowedImagePrefixes = useImagePrefixes(props.allowedImagePrefixes);
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const launcherRef = useRef<HTMLButtonElement>(null);
  const panelRef = useRef<HTMLDialogElement>(null);
  const panelId = useId();
  const pressGuard = usePressGuard();

  function open() {
    // A phone opens its keyboard only if the focus moves during the tap. So the panel must be rendered at once.
    flushSync(() => {
      setIsOpen(true);
      setWasOpened(true);
    });
    panelRef.current?.querySelector("textarea")?.focus();
  }

  function close() {
    flushSync(() => setIsOpen(false));
    launcherRef.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    // Input methods use Escape to discard the text that is being composed.
    if (event.key === "Escape" && !event.nativeEvent.isComposing) close();
  }

  return (
    <div
      className={className ? `osc-bot ${className}` : "osc-bot"}
      data-open={isOpen}
      {...pressGuard}
    >
      <dialog
        ref={panelRef}
        id={panelId}
        className="osc-panel"
        open={isOpen}
        aria-label={title ?? labels.launcher}
        onKeyDown={onKeyDown}
      >
        <button type="button" className="osc-close" aria-label={labels.close} onClick={close}>
          <CloseIcon />
        </button>
        {wasOpened && (
          <ChatView
            run={run}
            title={title}
            placeholder={props.placeholder}
            suggestions={props.suggestions}
            labels={props.labels}
            components={props.components}
            allowedImagePrefixes={allowedImagePrefixes}
          />
        )}
      </dialog>
      <button
        ref={launcherRef}
        type="button"
        className="osc-launcher"
        aria-label={labels.launcher}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={isOpen ? close : open}
      >
        <QuestionIcon />
      </button>
    </div>
  );
}

function QuestionIcon() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" className="osc-icon">
      <path d="M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5Z" />
      <path d="M9.8 7.6a2.3 2.3 0 1 1 3.4 2c-.8.4-1.2.9-1.2 1.6M12 13.2v.1" />
    </svg>
  );
}

function CloseIcon() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" className="osc-icon">
      <path d="m6 6 12 12M18 6 6 18" />
    </svg>
  );
}
