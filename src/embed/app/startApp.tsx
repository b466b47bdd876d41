/** The rest of the elements: the components, their styles and what renders them. It is loaded when somebody needs it. */
import AFTER from "virtual:oneshot-chat-css/after";
import { options, render, type VNode } from "preact";
import type { ReactElement } from "react";
import { showAgain } from "../../components/launcher/openPanel.js";
import { hideFromTopLayer, showInTopLayer } from "../../components/launcher/topLayer.js";
import type { FaqBotHandle } from "../../components/launcher/types.js";
import { BotApp, ChatApp } from "./Apps.js";
import { createHostProperties } from "./createHostProperties.js";

/** What the element knows and the app does not. */
export interface HostState {
  readonly theme: "light" | "dark" | undefined;
  readonly isOpen: boolean;
}

/** How an element starts its app. */
export interface AppOptions {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Whether the element is a `<faq-bot>`. */
  readonly isBot: boolean;
  readonly state: HostState;
  /** A visitor or the page wants the panel open or closed. */
  setOpen(open: boolean): void;
}

/** A mounted chat. */
export interface App {
  /** The stylesheets that follow the launcher's. */
  readonly styles: string;
  update(state: HostState): void;
  /** Asks as the box does. */
  ask(question: string): void;
  stop(): void;
  /** The element was moved. Browsers close what is in the top layer then. */
  moved(): void;
  /** Stops the run and empties the shadow root. */
  remove(): void;
}

// Every part can be styled from outside of the shadow root.
const previous = options.vnode;
options.vnode = (vnode) => {
  if (typeof vnode.type === "string") {
    const props = vnode.props as { "data-part"?: string; part?: string }; // of an element
    if (props["data-part"]) props.part = props["data-part"];
  }
  previous?.(vnode);
};

/** Mounts a chat. Elements in the shadow root that are the same as the first ones of the chat stay. */
export function startApp({ host, root, isBot, state, setOpen }: AppOptions): App {
  let queued: string | undefined;
  let bot: FaqBotHandle | null = null;
  let stop = () => {};
  const properties = createHostProperties(host, isBot, show);
  const children = new MutationObserver(show);
  children.observe(host, { childList: true, subtree: true, attributeFilter: ["slot"] });

  const actions = {
    setOpen,
    takeQueued() {
      const question = queued;
      queued = undefined;
      return question;
    },
    setStop: (run: () => void) => void (stop = run),
    setBot: (handle: FaqBotHandle | null) => void (bot = handle),
  };

  function show(): void {
    const slots = new Set([...host.children].map(({ slot }) => slot));
    const view = { host, slots, properties: properties.read(), ...state, ...actions };
    draw(isBot ? <BotApp {...view} /> : <ChatApp {...view} />);
  }
  function draw(element: ReactElement | null): void {
    // In this build, what makes React elements makes those of Preact.
    render(element as unknown as VNode | null, root);
  }

  show();
  return {
    styles: AFTER,
    update(next) {
      state = next;
      show();
    },
    ask(question) {
      if (bot) return bot.ask(question);
      queued = question;
      show();
    },
    stop: () => stop(),
    moved() {
      for (const layer of root.querySelectorAll<HTMLElement>("[popover]:not(dialog)")) {
        hideFromTopLayer(layer);
        showInTopLayer(layer);
      }
      const panel = state.isOpen && root.querySelector("dialog");
      if (panel) showAgain(panel);
    },
    remove() {
      children.disconnect();
      properties.close();
      draw(null);
      root.replaceChildren();
    },
  };
}
