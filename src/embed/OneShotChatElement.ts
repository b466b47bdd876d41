import type { ChatProperties } from "./app/attributes.js";
import { createFailureNotice } from "./failureNotice.js";
import { OneShotElement } from "./OneShotElement.js";
import { readWords } from "./words.js";

/**
 * `<oneshot-chat>`: a chat where it stands on the page. Its children without `slot` are shown until the chat is there, and
 * stay if it cannot be loaded.
 */
// The app defines the properties of the interface below on the element. Until then, they are plain ones.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- see above
export class OneShotChatElement extends OneShotElement {
  protected readonly isBot = false;
  protected readonly hostStyle = ":host{display:block}:host([hidden]){display:none}";

  protected begin(root: ShadowRoot): void {
    root.append(document.createElement("slot"));
    void this.load();
  }

  protected updateStub(): void {}

  protected end(): void {
    this.shadowRoot?.replaceChildren();
  }

  protected fail(): void {
    const retry = () => {
      notice.remove();
      void this.load();
    };
    const notice = createFailureNotice(readWords(this.read("labels")), retry);
    this.shadowRoot?.append(notice);
  }

  protected isOpen(): boolean {
    return true;
  }

  protected requestOpen(): boolean {
    return true;
  }
}

export interface OneShotChatElement extends ChatProperties {}
