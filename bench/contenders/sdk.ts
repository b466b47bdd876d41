/** A page with the SDK's loop and a text node. */
import { readSdk } from "./readSdk.js";
import { mountTextNode } from "./textNode.js";

export function mount(root: HTMLElement, assistantId: string): void {
  mountTextNode(root, (question, onText) => readSdk(assistantId, question, onText));
}
