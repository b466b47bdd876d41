import type { ReactNode } from "react";
import type { LauncherLooks } from "./Launcher.js";
import type { OpenStateProps } from "./useOpenState.js";
import type { Opener } from "./useOpener.js";

/**
 * The corner of the window. `start` and `end` follow the direction of the page's text, so that `end` is left on an Arabic
 * page.
 */
export type Position = "bottom-end" | "bottom-start" | "bottom-right" | "bottom-left";

/** What `FaqBot` has beside the chat: the panel and its button. */
export interface FaqBotLooks extends OpenStateProps, LauncherLooks {
  /** A picture or logo before the title of the panel. */
  avatar?: ReactNode;
  /** Default `"bottom-end"`. */
  position?: Position | undefined;
  /** The distance from the corner in pixels, or one for each direction. Default 20, or what `--osc-bot-inset` says. */
  offset?: number | { readonly inline?: number; readonly block?: number } | undefined;
  /**
   * Elements of the page that open and close the panel: a CSS selector, an element, or a ref. The floating button is not
   * shown then. Elements that appear later are found.
   */
  opener?: Opener | undefined;
}

/** What a page can do with a `ref` to `FaqBot`. */
export interface FaqBotHandle {
  /** Opens the panel and moves the focus there. */
  open(): void;
  /** Closes the panel. The focus goes back to where it was. A run goes on. */
  close(): void;
  /** Opens the panel and asks the question. */
  ask(question: string): void;
  /** Whether the panel is open. */
  readonly isOpen: boolean;
}
