import { CLOSE, QUESTION } from "../components/launcher/icons.js";
import { fillLabel } from "../markdown/react/fillLabel.js";
import { STUB_WORDS } from "./words.js";

/** What the owner has written about the button. */
export interface StubLook {
  readonly heading: string | undefined;
  readonly position: string | undefined;
  readonly hasOpener: boolean;
  readonly shortcut: string | undefined;
  readonly label: string | undefined;
  readonly words: Partial<typeof STUB_WORDS>;
  readonly theme: string | undefined;
  readonly isBusy: boolean;
}

/**
 * The button of `<faq-bot>` as plain DOM: the elements, parts and classes that `FaqBot` renders while its panel is closed,
 * so that the component takes them over, and the button keeps the focus.
 */
export function createLauncherStub(isUnstyled: boolean) {
  const make = <Tag extends "div" | "h2" | "button" | "dialog">(
    tag: Tag,
    part: string,
    attributes: Attributes,
    ...children: Node[]
  ) => {
    const element = document.createElement(tag);
    set(element, { class: isUnstyled ? undefined : `osc-${part}`, ...attributes });
    // It is no part of its own.
    if (part !== "panel-header") set(element, { "data-part": part, part });
    element.append(...children);
    return element;
  };
  const popover = isUnstyled ? undefined : "manual";
  const title = make("h2", "panel-title", { id: "title", tabindex: "-1" });
  const close = make("button", "close", { type: "button" }, drawLines(CLOSE));
  const panel = make(
    "dialog",
    "panel",
    { id: "panel", "aria-labelledby": "title", popover: "manual" },
    make("div", "panel-header", {}, title, close),
  );
  const icon = document.createElement("span");
  set(icon, { "aria-hidden": "true" });
  icon.append(drawLines(QUESTION));
  const button = make("button", "launcher", {
    type: "button",
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
    "aria-controls": "panel",
  });
  const layer = make("div", "launcher-layer", { popover }, button);
  const root = make("div", "bot", { "data-open": "false" }, panel);

  /** Shows what the owner has written. */
  function update(look: StubLook): void {
    const { heading, position, hasOpener, shortcut, label, theme, isBusy } = look;
    const words = { ...STUB_WORDS, ...look.words };
    const name = shortcut
      ? fillLabel(words.withShortcut, { name: words.launcher, shortcut })
      : words.launcher;
    set(root, { "data-theme": theme, "data-position": position, "data-opener": `${hasOpener}` });
    title.textContent = heading ?? words.launcher;
    set(close, { "aria-label": words.close });
    set(button, {
      "data-labelled": `${label !== undefined}`,
      "aria-label": label === undefined ? name : undefined,
      title: shortcut && name,
      "aria-keyshortcuts": shortcut,
      "aria-busy": isBusy ? "true" : undefined,
    });
    button.replaceChildren(icon, ...(label === undefined ? [] : [label]));
    if (hasOpener) layer.remove();
    else root.append(layer);
  }

  return { root, layer, button, update };
}

type Attributes = Readonly<Record<string, string | undefined>>;

function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes))
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** The same drawing as the component `Lines`. */
function drawLines(d: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  set(svg, {
    class: "osc-icon",
    viewBox: "0 0 24 24",
    width: "20",
    height: "20",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "1.75",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "aria-hidden": "true",
  });
  const path = document.createElementNS(svg.namespaceURI, "path");
  set(path, { d });
  svg.append(path);
  return svg;
}
