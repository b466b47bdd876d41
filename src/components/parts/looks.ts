import type { ReactNode } from "react";
import type { MarkdownProps } from "../../markdown/index.js";
import type { LabelOverrides } from "../labels/Labels.js";
import type { Theme } from "../styles/useTheme.js";

/** The words and the look of the chat: what `OneShotChat`, `FaqBot` and the part `Root` have in common. */
export interface OneShotChatLooks extends Pick<
  MarkdownProps,
  "components" | "allowedImagePrefixes"
> {
  /** A heading above the box. It also names the region for screen readers. */
  title?: string | undefined;
  placeholder?: string | undefined;
  /** Questions that are offered as buttons until the first one is asked. */
  suggestions?: readonly string[] | undefined;
  /** Replaces words; see {@link LabelOverrides}. */
  labels?: LabelOverrides | undefined;
  /** Which colours the component has; see {@link Theme}. Default: `"auto"`. */
  theme?: Theme | undefined;
  /** Leaves out our class names, so that `styles.css` changes nothing. `data-part` stays to style by. Default: no. */
  unstyled?: boolean | undefined;
  className?: string | undefined;
  /** Replaces the parts of the default layout. The entry `oneshot-chat/parts` has them. */
  children?: ReactNode;
}

/** The names of {@link OneShotChatLooks}. The type makes sure that none is missing. */
const NAMES: Record<keyof OneShotChatLooks, true> = {
  components: true,
  allowedImagePrefixes: true,
  title: true,
  placeholder: true,
  suggestions: true,
  labels: true,
  theme: true,
  unstyled: true,
  className: true,
  children: true,
};

/** Attributes of elements that no option of a run is named like. */
const ATTRIBUTE = /^(id|lang|dir|style|role|data-.+|aria-.+)$/;

/** The looks and the attributes among a component's props, without the options of the run. */
export function pickLooks(props: object): OneShotChatLooks {
  return Object.fromEntries(
    Object.entries(props).filter(([name]) => name in NAMES || ATTRIBUTE.test(name)),
  );
}
