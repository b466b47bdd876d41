import { useState, type FormEvent } from "react";

/** The question box for pages whose library has none. */
export function AskForm({ onAsk }: { onAsk: (question: string) => void }) {
  const [text, setText] = useState("");
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    onAsk(text);
    setText("");
  }
  return (
    <form onSubmit={onSubmit}>
      <textarea
        aria-label="Your question"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit">Ask</button>
    </form>
  );
}
