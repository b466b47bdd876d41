import { useId, useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import type { JsonObject } from "../langgraph/json.js";
import { toLabels } from "./labels.js";
import { OneShotChat, type OneShotChatProps } from "./OneShotChat.js";

/** As {@link OneShotChatProps}; `className` goes to the outermost element. */
export type FaqBotProps<State = JsonObject, Update = JsonObject> = OneShotChatProps<State, Update>;

/**
 * A floating button that opens a panel with a {@link OneShotChat}. The panel is not modal: the page
 * stays usable beside it. Once opened it stays mounted, so an answer survives closing it.
 *
 * Opening moves focus to the box, closing and Escape move it back to the button.
 */
export function FaqBot<State = JsonObject, Update = JsonObject>(props: FaqBotProps<State, Update>) {
  const { className, ...chat } = props;
  const labels = toLabels(props.labels);
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const launcherRef = useRef<HTMLButtonElement>(null);
  const panelRef = useRef<HTMLDialogElement>(null);
  const panelId = useId();

  function open() {
    // Now and not in an effect: a phone opens its keyboard only for a focus inside the tap itself.
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
    // An input method uses Escape to drop what is being composed.
    if (event.key === "Escape" && !event.nativeEvent.isComposing) close();
  }

  return (
    <div className={className ? `osc-bot ${className}` : "osc-bot"} data-open={isOpen}>
      <dialog
        ref={panelRef}
        id={panelId}
        className="osc-panel"
        open={isOpen}
        aria-label={props.title ?? labels.launcher}
        onKeyDown={onKeyDown}
      >
        <button type="button" className="osc-close" aria-label={labels.close} onClick={close}>
          <CloseIcon />
        </button>
        {wasOpened && <OneShotChat {...(chat as OneShotChatProps<State, Update>)} />}
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
