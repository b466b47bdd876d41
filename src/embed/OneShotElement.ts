import LAUNCHER from "virtual:oneshot-chat-css/launcher";
import type { App, HostState } from "./app/startApp.js";
import { loadApp } from "./loadApp.js";
import { readPageTheme, watchPageTheme } from "./pageTheme.js";
import { adoptStyles } from "./styleSheets.js";

/** A server has no elements. It may import this file, but it cannot create one. */
const Base = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

/**
 * What both elements have in common: a shadow root with shared style sheets, and a life that follows the page. An element
 * that moves keeps its state and its run. One that is removed stops its run, and begins again when it is put back.
 */
export abstract class OneShotElement extends Base {
  protected app: App | undefined;
  protected loading: Promise<void> | undefined;
  /** A visitor has asked for the panel, so it takes the focus when it opens. */
  protected takesFocus = false;
  #isUpdating = false;
  #removal: ReturnType<typeof setTimeout> | undefined;
  #stopWatching = () => {};

  /** The style of the element itself. */
  protected abstract readonly hostStyle: string;
  protected abstract readonly isBot: boolean;
  /** Shows what there is until the app has come. */
  protected abstract begin(root: ShadowRoot): void;
  /** Updates what `begin` shows. */
  protected abstract updateStub(state: HostState): void;
  /** Ends what `begin` began. Its elements may stay for the app. */
  protected abstract end(): void;
  /** Shows that the app could not be loaded, and how to try again. */
  protected abstract fail(): void;
  protected abstract isOpen(): boolean;
  /** Opens or closes the panel, if the page allows it. */
  protected abstract requestOpen(open: boolean): boolean;

  connectedCallback(): void {
    clearTimeout(this.#removal);
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const onChange = () => this.changed();
    const attributes = new MutationObserver(onChange);
    attributes.observe(this, { attributes: true });
    const stopTheme = watchPageTheme(this, onChange);
    this.#stopWatching();
    this.#stopWatching = () => {
      attributes.disconnect();
      stopTheme();
    };
    if (this.app) this.app.moved();
    else if (!root.firstChild) this.begin(root);
    this.adoptedCallback();
    onChange();
  }

  disconnectedCallback(): void {
    this.#stopWatching();
    // A move removes the element and puts it back within one task.
    this.#removal = setTimeout(() => {
      this.end();
      this.app?.remove();
      this.app = undefined;
      this.shadowRoot?.replaceChildren();
    });
  }

  /** A style sheet works in one document only. */
  adoptedCallback(): void {
    const { app, shadowRoot } = this;
    const styles = app ? [LAUNCHER, app.styles] : [LAUNCHER];
    if (shadowRoot)
      adoptStyles(shadowRoot, [this.hostStyle, ...(this.isOn("unstyled") ? [] : styles)]);
  }

  /** Asks a question, as the box does. */
  ask(question: string): void {
    void this.load().then(() => this.app?.ask(question));
  }

  /** Stops the run. What was read stays. */
  stop(): void {
    this.app?.stop();
  }

  /** Loads the app and mounts it. It starts no run. Never rejects. */
  protected load(): Promise<void> {
    if (this.app) return Promise.resolve();
    this.loading ??= this.#load();
    return this.loading;
  }

  async #load(): Promise<void> {
    try {
      const { startApp } = await loadApp();
      const { shadowRoot: root, isBot } = this;
      if (this.isConnected && root) {
        this.end();
        // Closed at first, so that the panel takes the focus when it opens.
        const state = { ...this.#state(), isOpen: this.isOpen() && !this.takesFocus };
        const setOpen = (open: boolean) => void this.requestOpen(open);
        this.app = startApp({ host: this, root, isBot, state, setOpen });
        this.adoptedCallback();
      }
    } catch (error) {
      console.error("oneshot-chat: the chat's script could not be loaded.", error);
      this.fail();
    }
    this.loading = undefined;
    this.update();
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

  /** What a script has set as a property, or else the attribute's text. */
  protected read(property: string, attribute = property): unknown {
    return Reflect.get(this, property) ?? this.getAttribute(attribute) ?? undefined;
  }

  /** Whether a flag is set, as a property or an attribute. */
  protected isOn(property: string): boolean {
    const value = this.read(property);
    return value !== undefined && value !== false && value !== "false";
  }
}
