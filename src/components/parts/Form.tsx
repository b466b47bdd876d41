import { createContext, useId, useMemo, type SubmitEvent } from "react";
import { useChat, useCourse, useInside } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { focusPart } from "../chat/focusPart.js";
import { useDraft } from "../chat/useDraft.js";

/** What the parts of a form know of each other. */
interface FormIds {
  readonly boxId: string;
  readonly limitId: string;
}

const FormContext = /* @__PURE__ */ createContext<FormIds | undefined>(undefined);

export const useFormIds = (): FormIds => useInside(FormContext);

/** Asks what is in the box, or moves the focus there if it is empty or too long. */
export function useAskDraft(): () => void {
  const { ask, rootRef } = useChat();
  const { maxQuestionChars } = useCourse();
  const { text, setText } = useDraft();
  return () => {
    const question = text.trim();
    if (question === "" || question.length > maxQuestionChars) return focusPart(rootRef, "input");
    setText("");
    // Before the visitor agrees, this puts the question back.
    return ask(question);
  };
}

/** The form: `Input`, `Submit` and whatever else a page puts into it. While a run goes on, sending it stops the run. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Form = /* @__PURE__ */ createPart<"form">("form", function Form(attributes, ref) {
  const { rootRef } = useChat();
  const { isRunning, stop } = useCourse();
  const askDraft = useAskDraft();
  const boxId = useId();
  const limitId = useId();
  const ids = useMemo(() => ({ boxId, limitId }), [boxId, limitId]);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    attributes.onSubmit?.(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (isRunning) {
      stop();
      focusPart(rootRef, "input");
    } else {
      askDraft();
    }
  }

  return (
    <FormContext.Provider value={ids}>
      {/* The event of a form inside another form does not bubble up to React. */}
      <form ref={ref} {...attributes} onSubmit={undefined} onSubmitCapture={onSubmit} />
    </FormContext.Provider>
  );
});
