/** The entry oneshot-chat/embed, and the file that a script tag names: registers the elements. */
import { defineElements } from "./elements.js";
import { mount } from "./mount.js";

export type * from "./elements.js";
export type { Mounted, MountOptions } from "./mount.js";

declare global {
  interface Window {
    /** The one global of the embed. */
    OneShotChat?: { readonly mount: typeof mount };
  }
}

// A server may import this file, for example while it renders a page.
if (typeof window !== "undefined") {
  defineElements();
  window.OneShotChat ??= { mount };
}
