import type { CSSProperties } from "react";

/**
 * The custom properties that `styles.css` reads. Set them in CSS on `:root`, on an element around the component or on the
 * component itself, or in the prop `style`. Colours are CSS colours, lengths are CSS lengths such as `"8px"`.
 */
export interface OneShotChatProperties {
  /** The colour of the main buttons, and of links, marks and focus rings as far as contrast allows. */
  "--osc-accent"?: string;
  /** Text on the accent. Default: black or white, whichever has the higher contrast. */
  "--osc-on-accent"?: string;
  /** Links, marks and focus rings. Default: the accent, darker or lighter until it has 5.3:1 on the surface. */
  "--osc-accent-text"?: string;
  /** The background of the component. */
  "--osc-surface"?: string;
  /** The background of code, and of buttons under the pointer. */
  "--osc-surface-muted"?: string;
  "--osc-text"?: string;
  /** Less important text. */
  "--osc-text-muted"?: string;
  /** Lines that only divide. */
  "--osc-border"?: string;
  /** Outlines of controls. WCAG wants 3:1 on the surface. */
  "--osc-border-strong"?: string;
  /** The focus ring. Default: as links. */
  "--osc-focus"?: string;
  /** Signs and outlines of errors. */
  "--osc-danger"?: string;
  /** The background of errors. */
  "--osc-danger-surface"?: string;
  /** The `box-shadow` of the floating button and its panel. */
  "--osc-shadow"?: string;
  /** Default: the font of the page. */
  "--osc-font-family"?: string;
  /** Default: the size of the text around, and at least 14px. */
  "--osc-font-size"?: string;
  /** Default 1.5. */
  "--osc-line-height"?: string | number;
  /** The longest line of the answer. Default 65ch. */
  "--osc-measure"?: string;
  /** The roundness of corners. Default 14px. */
  "--osc-radius"?: string;
  /** The unit of all distances. Default 8px. */
  "--osc-space"?: string;
  /** The largest width. Default 44em. */
  "--osc-max-inline-size"?: string;
  /** The largest height. The answer scrolls inside it. Default: none, so that the component grows with the answer. */
  "--osc-max-block-size"?: string;
  /** The distance between the edge and the content. Default: 16px to 24px. */
  "--osc-padding"?: string;
  /** `"visible"` paints long answers whole, also out of sight. Default `"auto"`. */
  "--osc-out-of-sight"?: "auto" | "visible";
  /** `FaqBot`: the distance from the corner of the window. Default 20px. */
  "--osc-bot-inset"?: string;
  /** `FaqBot`: the size of the floating button. Default 56px. */
  "--osc-launcher-size"?: string;
  /** `FaqBot`: the width of the panel. Default 400px. */
  "--osc-panel-inline-size"?: string;
  /** `FaqBot`: the height of the panel. Default 640px. */
  "--osc-panel-block-size"?: string;
  /** `FaqBot`: its place above the page, in browsers that do not show it in the top layer. Default 10000. */
  "--osc-z-index"?: string | number;
}

/** An inline style that may set our custom properties: `{ "--osc-accent": "#0f766e" }`. */
export interface OneShotChatStyle extends CSSProperties, OneShotChatProperties {}
