/** As streamdown.tsx, but with a state for each token, as pages are often written. */
import { createRoot } from "react-dom/client";
import { StreamdownPage } from "./streamdown.js";

export function mount(root: HTMLElement, assistantId: string): void {
  createRoot(root).render(<StreamdownPage assistantId={assistantId} isPerToken />);
}
