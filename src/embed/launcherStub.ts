import { QUESTION } from "../components/launcher/icons.js";
import { STUB_WORDS } from "./words.js";

/** What the button shows. */
export interface StubLook {
  /** What the owner has written about the button, by the property's name. */
  readonly text: (property: string) => string | undefined;
  readonly hasOpener: boolean;
  readonly words: Partial<typeof STUB_WORDS>;
  readonly theme: string | undefined;
  readonly isBusy: boolean;
}

/**
 * The button of `<faq-bot>` as plain DOM: the elements, parts and classes that `FaqBot` renders around its button, so that
 * the component takes them over, and the button keeps the focus. The component adds the panel.
 */
export function createLauncherStub(isUnstyled: boolean) {
  const make = (tag: "div" | "button", part: string, attributes: Attributes, child: Element) => {
    const element = document.createElement(tag);
    set(element, {
      class: isUnstyled ? undefined : `osc-${part}`,
      "data-part": part,
      part,
      ...attributes,
    });
    element.append(child);
    return element;
  };
  const icon = document.createElement("span");
  set(icon, { "aria-hidden": "true" });
  icon.append(drawLines(QUESTION));
  const button = make(
    "button",
    "launcher",
    { type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" },
    icon,
  );
  const labelText = document.createTextNode("");
  button.append(labelText);
  const popover = isUnstyled ? undefined : "manual";
  const layer = make("div", "launcher-layer", { popover }, button);
  const root = make("div", "bot", { "data-open": "false" }, layer);

  /** Shows what the owner has written. */
  function update({ text, hasOpener, theme, isBusy, words: given }: StubLook): void {
    const label = text("label");
    const shortcut = text("shortcut");
    const words = { ...STUB_WORDS, ...given };
    const name = shortcut
      ? `${words.withShortcut}`
          .replace("{name}", () => words.launcher)
          .replace("{shortcut}", () => shortcut)
      : words.launcher;
    set(root, {
      "data-theme": theme,
      "data-position": text("position"),
      "data-opener": hasOpener,
    });
    set(button, {
      "data-labelled": label !== undefined,
      "aria-label": label === undefined ? name : undefined,
      title: shortcut && name,
      "aria-keyshortcuts": shortcut,
      "aria-busy": isBusy || undefined,
    });
    // Nothing that stays the same may be put in again: the button would lose the focus, and a press that has begun.
    if (labelText.data !== label) labelText.data = label ?? "";
    if (hasOpener) layer.remove();
    else if (!layer.isConnected) root.append(layer);
  }

  return { root, layer, button, update };
}

type Attributes = Readonly<Record<string, string | boolean | undefined>>;

function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes))
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, `${value}`);
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
