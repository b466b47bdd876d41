import { Component, type ReactNode } from "react";
import { neutraliseText } from "../parser/index.js";

/** Limits an error in a page's component to this answer. React reports it to the console. */
export class SlotBoundary extends Component<
  { fallback: ReactNode; children: ReactNode },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}

/** Shows an answer as it is written. */
export function PlainText({ text }: { text: string }) {
  return (
    <div className="osc-md-plain" dir="auto">
      {neutraliseText(text)}
    </div>
  );
}
