import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import { fillLabel } from "../../markdown/react/fillLabel.js";
import type { Labels } from "../labels/Labels.js";
import { Lines } from "../chat/icons.js";
import { COLLAPSE, QUESTION } from "./icons.js";
import { hideFromTopLayer, isInTopLayer, showInTopLayer } from "./topLayer.js";

/** What a page may put onto the floating button. */
export interface LauncherLooks {
  /** Replaces the icon of the closed panel, or of both states if it is a function. */
  icon?: ReactNode | ((isOpen: boolean) => ReactNode);
  /** Words beside the icon. Without them, the button is round, and `labels.launcher` is its name. */
  label?: ReactNode;
  /**
   * A key that opens the panel from anywhere on the page, except while somebody types: `"/"`, or with modifiers
   * `"Control+k"`. The names are those of `aria-keyshortcuts`, in any case, and `Ctrl`. Default: none.
   *
   * WCAG 2.1.4 wants visitors to be able to turn off a shortcut of one character. One with modifiers needs no such setting.
   */
  shortcut?: string | undefined;
}

export interface LauncherProps extends LauncherLooks {
  isOpen: boolean;
  labels: Labels;
  panelId: string;
  unstyled: boolean | undefined;
  buttonRef: RefObject<HTMLButtonElement | null>;
  onPress: () => void;
}

/** The floating button. It is in the top layer, so that a transformed ancestor does not move it. */
export function Launcher(props: LauncherProps) {
  const { isOpen, labels, panelId, buttonRef, onPress, icon, label, shortcut, unstyled } = props;
  const layerRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const layer = layerRef.current;
    if (!layer || unstyled) return;
    showInTopLayer(layer);
    // Browsers hide what they cannot show as a popover. Without the attribute, it is a fixed element.
    if (!isInTopLayer(layer)) layer.removeAttribute("popover");
    return () => hideFromTopLayer(layer);
  }, [unstyled]);

  const name = shortcut
    ? fillLabel(labels.withShortcut, { name: labels.launcher, shortcut })
    : labels.launcher;
  return (
    <div
      ref={layerRef}
      className={unstyled ? undefined : "osc-launcher-layer"}
      data-part="launcher-layer"
      // Without a stylesheet, browsers show popovers in the middle of the window.
      popover={unstyled ? undefined : "manual"}
    >
      <button
        ref={buttonRef}
        type="button"
        className={unstyled ? undefined : "osc-launcher"}
        data-part="launcher"
        data-labelled={label !== undefined}
        aria-label={label === undefined ? name : undefined}
        title={shortcut && name}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={panelId}
        aria-keyshortcuts={shortcut}
        onClick={onPress}
      >
        <span aria-hidden="true">{chooseIcon(icon, isOpen)}</span>
        {label}
      </button>
    </div>
  );
}

function chooseIcon(icon: LauncherLooks["icon"], isOpen: boolean): ReactNode {
  if (typeof icon === "function") return icon(isOpen);
  return isOpen ? <Lines d={COLLAPSE} /> : (icon ?? <Lines d={QUESTION} />);
}
