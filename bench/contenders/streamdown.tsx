/** A page with the SDK's loop and streamdown. It sets one React state a frame. */
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { Streamdown } from "streamdown";
import { AskForm } from "./AskForm.js";
import { readSdk } from "./readSdk.js";

export function mount(root: HTMLElement, assistantId: string): void {
  createRoot(root).render(<StreamdownPage assistantId={assistantId} />);
}

export function StreamdownPage({
  assistantId,
  isPerToken = false,
}: {
  assistantId: string;
  isPerToken?: boolean;
}) {
  const [text, setText] = useState("");
  const [isRunning, setIsRunning] = useState(false);

  async function ask(question: string) {
    let whole = "";
    let next = 0;
    setText("");
    setIsRunning(true);
    await readSdk(assistantId, question, (more) => {
      whole += more;
      if (isPerToken) return setText(whole);
      next ||= requestAnimationFrame(() => {
        next = 0;
        setText(whole);
      });
    });
    setIsRunning(false);
  }

  return (
    <>
      <AskForm onAsk={(question) => void ask(question)} />
      <div data-answer>
        <Streamdown isAnimating={isRunning}>{text}</Streamdown>
      </div>
    </>
  );
}
