import { hideFromTopLayer, showInTopLayer } from "../components/launcher/topLayer.js";
import type { BotProperties } from "./app/attributes.js";
import type { HostState } from "./app/startApp.js";
import { fire } from "./events.js";
import { createLauncherStub } from "./launcherStub.js";
import { OneShotChatElement } from "./OneShotChatElement.js";
import { watchOpeners } from "./watchOpeners.js";
import { watchShortcut } from "./watchShortcut.js";
import { readWords } from "./words.js";

/** The properties that the button shows. It follows them before the app does. */
const SHOWN = ["label", "labels", "opener", "position", "shortcut", "theme"];

/**
 * `<faq-bot>`: a floating button that opens a panel with a chat. Only the button is there at first; the rest is loaded when
 * a visitor points at it, focuses it or presses it. Its children without `slot` are shown until the script runs, and again
 * if the rest cannot be loaded.
 */
// The app defines the properties of the interface below on the element. Until then, they are plain ones.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- see above
export class FaqBotElement extends OneShotChatElement {
  protected override readonly isBot = true;
  protected override readonly hostStyle =
    ":host{display:contents}@media print{:host{display:none}}" +
    ":host [part=load-failed]{inset-block-end:calc(var(--_block) + var(--_launcher) + 12px);inline-size:288px}";
  #stub: ReturnType<typeof createLauncherStub> | undefined;
  #listening: AbortController | undefined;

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

  protected override begin(root: ShadowRoot): void {
    // A framework may have set it before the script ran. It would hide the accessor.
    if (Object.hasOwn(this, "open")) {
      const isOpen = this.open;
      delete (this as Partial<FaqBotElement>).open; // the accessor stays
      this.open = isOpen;
    }
    for (const name of SHOWN) this.#follow(name);
    const stub = createLauncherStub(this.isOn("unstyled"));
    this.#stub = stub;
    root.append(stub.root);
    const { signal } = (this.#listening = new AbortController());
    const watch = {
      button: stub.button,
      getOpener: () => this.#readOpener(),
      getShortcut: () => this.#readText("shortcut"),
      // After a failure, the visitor decides when to try again.
      onNear: () => void (this.notice ?? this.load()),
      // A second press while the app is loaded is no wish to close.
      onPress: () => this.show(),
      signal,
    };
    watchOpeners(root, watch);
    watchShortcut(this.ownerDocument, watch);
  }

  protected override updateStub({ theme, isOpen }: HostState): void {
    const stub = this.#stub;
    if (!stub) return;
    if (isOpen) void this.load();
    stub.update({
      text: (property) => this.#readText(property),
      hasOpener: this.#readOpener() !== undefined,
      words: readWords(this.read("labels")),
      theme,
      isBusy: isOpen,
    });
    if (!this.isOn("unstyled")) showInTopLayer(stub.layer);
  }

  protected override end(): void {
    this.#listening?.abort();
    this.#stub = undefined;
  }

  protected override moved(): void {
    super.moved();
    // The next update shows it again.
    if (this.#stub) hideFromTopLayer(this.#stub.layer);
  }

  protected override showNotice(notice: HTMLElement): void {
    // A visitor who only pointed at the button has asked for nothing.
    if (!this.isOpen()) return;
    this.close();
    notice.className = "osc-panel";
    // The browser closes it by the Escape key, and when a visitor presses elsewhere.
    notice.popover = "auto";
    // To append it again would take the focus from "Try again".
    if (!notice.isConnected) this.#stub?.root.append(notice);
    showInTopLayer(notice);
  }

  protected override tryAgain(): void {
    this.show();
  }

  /** The attribute follows the property, so that a page can style an element whose panel is open. */
  get open(): boolean {
    return this.isOpen();
  }
  set open(value: boolean) {
    this.toggleAttribute("open", value && String(value) !== "false");
    this.changed();
  }

  protected override isOpen(): boolean {
    return (this.getAttribute("open") ?? "false") !== "false";
  }

  protected override requestOpen(open: boolean): boolean {
    if (open === this.isOpen()) return true;
    if (!fire(this, "oneshot-toggle", { open }, open)) return false;
    this.focusedBefore = this.ownerDocument.activeElement;
    this.open = open;
    return true;
  }

  /** Makes the button follow a property until the app does. */
  #follow(name: string): void {
    let value: unknown = Reflect.get(this, name);
    Object.defineProperty(this, name, {
      configurable: true,
      enumerable: true,
      get: () => value,
      set: (given: unknown) => {
        value = given;
        this.changed();
      },
    });
  }

  /** The page's own openers. What is no selector counts as none, and the app tells so. */
  #readOpener(): {} | undefined {
    const opener = this.read("opener");
    try {
      if (!(opener instanceof Element)) document.querySelector(String(opener));
      return opener;
    } catch {
      return undefined;
    }
  }

  #readText(property: string): string | undefined {
    // An empty label would leave the button without a name.
    return this.read(property)?.toString().trim() || undefined;
  }
}

export interface FaqBotElement extends Omit<BotProperties, "open"> {}
