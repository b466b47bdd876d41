/**
 * A page with `<OneShotChat>` as the README shows it, with its stylesheet. It runs on React and, by an alias, on
 * preact.
 */
import { OneShotChat } from "oneshot-chat";
import "oneshot-chat/styles.css";
import { createRoot } from "react-dom/client";

export function mount(root: HTMLElement, assistantId: string): void {
  createRoot(root).render(<OneShotChat apiUrl="/" assistantId={assistantId} />);
}
