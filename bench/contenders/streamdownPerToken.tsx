/** The page of streamdown.tsx, but it sets a React state for each token, as many pages do. */
import { createRoot } from "react-dom/client";
import { StreamdownPage } from "./streamdown.js";

export function mount(root: HTMLElement, assistantId: string): void {
  createRoot(root).render(<StreamdownPage assistantId={assistantId} isPerToken />);
}
