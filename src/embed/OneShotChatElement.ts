import LAUNCHER from "virtual:oneshot-chat-css/launcher";
import type { ChatProperties } from "./app/attributes.js";
import type { App, HostState } from "./app/startApp.js";
import { createFailureNotice, NOTICE_STYLE, type FailureNotice } from "./failureNotice.js";
import { loadApp } from "./loadApp.js";
import { ancestorsOf, readPageTheme } from "./pageTheme.js";
import { adoptStyles } from "./styleSheets.js";
import { readWords } from "./words.js";

/** A server has no elements. It may import this file, but it cannot create one. */
const Base = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

/**
 * `<oneshot-chat>`: a chat where it stands on the page. Its children without `slot` are shown until the chat is there, and
 * again if it cannot be loaded.
 *
 * It has a shadow root with shared style sheets, and a life that follows the page. An element that moves keeps its state and
 * its run. One that is removed stops its run, and begins again when it is put back.
 */
// The app defines the properties of the interface below on the element. Until then, they are plain ones.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- see above
export class OneShotChatElement extends Base {
  protected readonly isBot: boolean = false;
  /** The style of the element itself. */
  protected readonly hostStyle: string = ":host{display:block}";
  protected app: App | undefined;
  /** Says that the app could not be loaded. */
  protected notice: FailureNotice | undefined;
  /** What had the focus when a visitor asked for the panel. It takes the focus when it opens, unless the focus has moved. */
  protected focusedBefore: Element | null | undefined;
  #loading: Promise<void> | undefined;
  #isUpdating = false;
  #removal: ReturnType<typeof setTimeout> | undefined;
  /** It waits for an app that can ask it. */
  #question: string | undefined;
  readonly #observer = new MutationObserver((records) => {
    // A modal dialog around the element covers what was in the top layer before.
    if (records.some(({ attributeName, target }) => attributeName === "open" && target !== this))
      this.moved();
    this.changed();
  });

  connectedCallback(): void {
    clearTimeout(this.#removal);
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#observer.disconnect();
    // Attributes of the elements around change the colours.
    for (const each of ancestorsOf(this)) this.#observer.observe(each, { attributes: true });
    if (root.firstChild) this.moved();
    else this.begin(root);
    this.adoptedCallback();
    this.changed();
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
    // A move removes the element and puts it back within one task.
    this.#removal = setTimeout(() => {
      this.#end();
      if (this.app) {
        this.app.remove();
        this.app = this.#loading = undefined;
      }
      this.#question = undefined;
      this.shadowRoot?.replaceChildren();
    });
  }

  /** A style sheet works in one document only. */
  adoptedCallback(): void {
    const { app, shadowRoot } = this;
    const styles = app ? [LAUNCHER, app.styles] : [LAUNCHER];
    if (shadowRoot)
      adoptStyles(shadowRoot, [
        ...(this.isOn("unstyled") ? [] : styles),
        `${this.hostStyle}:host([hidden]){display:none}.osc-launcher[aria-busy]{cursor:progress}.osc-launcher[aria-busy] *{opacity:.5}${NOTICE_STYLE}`,
      ]);
  }

  /** Asks a question, as the box does. */
  ask(question: string): void {
    this.#question = question;
    if (this.app) this.#askQueued();
    else void this.load();
  }

  /** Stops the run. What was read stays. */
  stop(): void {
    this.app?.stop();
  }

  /** Loads the app and mounts it. It starts no run. Never rejects. */
  protected load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<void> {
    try {
      const { startApp } = await loadApp();
      const { shadowRoot: root, isBot, focusedBefore } = this;
      if (this.isConnected && root) {
        // Closed at first, so that the panel takes the focus when it opens.
        const isOpen = this.isOpen() && focusedBefore !== this.ownerDocument.activeElement;
        this.#end();
        const state = { ...this.#state(), isOpen };
        const setOpen = (open: boolean) => void this.requestOpen(open);
        this.app = startApp({ host: this, root, isBot, state, setOpen });
        this.adoptedCallback();
      }
    } catch (error) {
      console.error("oneshot-chat: the chat's script could not be loaded.", error);
      this.notice ??= createFailureNotice(() => this.tryAgain());
      this.showNotice(this.notice.element);
      this.notice.say(readWords(this.read("labels")));
    }
    // A later call tries again.
    if (!this.app) this.#loading = undefined;
    this.update();
    this.#askQueued();
  }

  #askQueued(): void {
    const question = this.#question;
    if (!this.app || question === undefined) return;
    this.#question = undefined;
    this.app.ask(question);
  }

  #end(): void {
    this.notice?.element.remove();
    this.notice = undefined;
    this.end();
  }

  /** Several changes within one task are shown together. */
  protected changed(): void {
    if (this.#isUpdating) return;
    this.#isUpdating = true;
    queueMicrotask(() => {
      this.#isUpdating = false;
      if (this.isConnected) this.update();
    });
  }

  protected update(): void {
    const state = this.#state();
    if (this.app) this.app.update(state);
    else this.updateStub(state);
  }

  #state(): HostState {
    const theme = readPageTheme(this, this.read("theme"), this.read("darkClass", "dark-class"));
    return { theme, isOpen: this.isOpen() };
  }

  /** Browsers close what is in the top layer when it is moved. */
  protected moved(): void {
    this.app?.moved();
  }

  /** Shows what there is until the app has come. */
  protected begin(root: ShadowRoot): void {
    root.append(document.createElement("slot"));
    void this.load();
  }

  /** Updates what `begin` shows. */
  protected updateStub(_state: HostState): void {}

  /** Ends what `begin` began. Its elements may stay for the app. */
  protected end(): void {
    this.shadowRoot?.replaceChildren();
  }

  /** Shows that the app could not be loaded. It may be shown already. */
  protected showNotice(notice: HTMLElement): void {
    if (!notice.isConnected) this.shadowRoot?.replaceChildren(notice);
  }

  /** A visitor wants to try again. */
  protected tryAgain(): void {
    void this.load();
  }

  /** Whether the chat, or the panel around it, is shown. */
  protected isOpen(): boolean {
    return true;
  }

  /** Opens or closes the panel, if the page allows it. */
  protected requestOpen(_open: boolean): boolean {
    return true;
  }

  /** What a script has set as a property, or else the attribute's text. */
  protected read(property: string, attribute = property): {} | undefined {
    return Reflect.get(this, property) ?? this.getAttribute(attribute) ?? undefined;
  }

  /** Whether a flag is set, as a property or an attribute. */
  protected isOn(property: string): boolean {
    const value = this.read(property);
    return value !== undefined && value !== false && value !== "false";
  }
}

export interface OneShotChatElement extends ChatProperties {}
