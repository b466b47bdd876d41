import { showInTopLayer } from "../components/launcher/topLayer.js";
import type { BotProperties } from "./app/attributes.js";
import type { HostState } from "./app/startApp.js";
import { fire } from "./events.js";
import { createFailureNotice } from "./failureNotice.js";
import { createLauncherStub } from "./launcherStub.js";
import { OneShotElement } from "./OneShotElement.js";
import { watchOpeners } from "./watchOpeners.js";
import { watchShortcut } from "./watchShortcut.js";
import { readWords } from "./words.js";

/**
 * `<faq-bot>`: a floating button that opens a panel with a chat. Only the button is there at first; the rest is loaded when
 * a visitor points at it, focuses it or presses it. Its children without `slot` are shown until the script runs, and again
 * if the rest cannot be loaded.
 */
// The app defines the properties of the interface below on the element. Until then, they are plain ones.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- see above
export class FaqBotElement extends OneShotElement {
  protected readonly isBot = true;
  protected readonly hostStyle =
    ":host{display:contents}:host([hidden]){display:none}[aria-busy]{cursor:progress;opacity:.7}" +
    ".osc-load-failed{position:absolute;inset-block-end:100%;inset-inline-end:0;inline-size:260px;margin-block-end:12px;" +
    "padding:12px 16px;border:1px solid var(--_border);border-radius:var(--_radius);background:var(--_surface)}" +
    ".osc-load-failed button{margin-block-start:8px;text-decoration:underline}";
  #stub: ReturnType<typeof createLauncherStub> | undefined;
  #listening: AbortController | undefined;
  #notice: HTMLElement | undefined;

  /** Asks a question as the box does, and opens the panel before. */
  override ask(question: string): void {
    if (this.requestOpen(true)) super.ask(question);
  }

  /** Opens the panel, which takes the focus. */
  show(): void {
    this.requestOpen(true);
  }

  /** Closes the panel. A run goes on. */
  close(): void {
    this.requestOpen(false);
  }

  protected begin(root: ShadowRoot): void {
    // A framework may have set it before the script ran. It would hide the accessor.
    if (Object.hasOwn(this, "open")) {
      const isOpen = this.open;
      Reflect.deleteProperty(this, "open");
      this.open = isOpen;
    }
    const stub = createLauncherStub(this.isOn("unstyled"));
    this.#stub = stub;
    root.append(stub.root);
    const { signal } = (this.#listening = new AbortController());
    // After a failure, the visitor decides when to try again.
    const warmUp = () => void (this.#notice ?? this.load());
    stub.button.addEventListener("pointerenter", warmUp, { signal });
    stub.button.addEventListener("focus", warmUp, { signal });
    stub.button.addEventListener(
      "click",
      // The second click of a double click would close the panel again.
      ({ detail }) => detail < 2 && this.requestOpen(!this.isOpen()),
      { signal },
    );
    watchOpeners(this.ownerDocument, {
      getOpener: () => this.read("opener"),
      onNear: warmUp,
      onPress: () => this.requestOpen(!this.isOpen()),
      signal,
    });
    watchShortcut(this.ownerDocument, {
      getShortcut: () => toText(this.read("shortcut")),
      onNear: warmUp,
      onPress: () => this.requestOpen(true),
      signal,
    });
  }

  protected updateStub({ theme, isOpen }: HostState): void {
    const stub = this.#stub;
    if (!stub) return;
    if (isOpen) void this.load();
    stub.update({
      heading: toText(this.read("heading")),
      position: toText(this.read("position")),
      hasOpener: this.read("opener") !== undefined,
      shortcut: toText(this.read("shortcut")),
      label: toText(this.read("label")),
      words: readWords(this.read("labels")),
      theme,
      isBusy: isOpen,
    });
    if (!this.isOn("unstyled")) showInTopLayer(stub.layer);
  }

  protected end(): void {
    this.#listening?.abort();
    this.#notice?.remove();
    this.#notice = undefined;
    this.#stub = undefined;
  }

  protected fail(): void {
    this.open = false;
    this.#notice?.remove();
    const notice = createFailureNotice(readWords(this.read("labels")), () => {
      notice.remove();
      fallback.remove();
      this.requestOpen(true);
    });
    this.#notice = notice;
    const fallback = document.createElement("slot");
    this.#stub?.layer.prepend(notice);
    this.shadowRoot?.append(fallback);
  }

  /** The attribute follows the property, so that a page can style an element whose panel is open. */
  get open(): boolean {
    return this.isOpen();
  }
  set open(value: boolean) {
    this.toggleAttribute("open", value);
    this.changed();
  }

  protected isOpen(): boolean {
    return (this.getAttribute("open") ?? "false") !== "false";
  }

  protected requestOpen(open: boolean): boolean {
    if (open === this.isOpen()) return true;
    if (!fire(this, "oneshot-toggle", { open }, open)) return false;
    this.takesFocus = true;
    this.open = open;
    return true;
  }
}

function toText(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

export interface FaqBotElement extends Omit<BotProperties, "open"> {}
