/** On-screen keyboards are higher than this, and the bars of a browser are not. */
const MIN_KEYBOARD_PX = 120;
/** Browsers round the scale. */
const UNZOOMED = 1.01;

/**
 * Keeps the panel in the part of the window that an on-screen keyboard leaves visible. While there is a keyboard, the
 * panel has `data-keyboard`, and `--_view-top` and `--_view-height` say where the visible part is, in pixels.
 *
 * Browsers do not shrink the page for the keyboard. They shrink the visual viewport, and Safari also moves it.
 * Zooming with two fingers shrinks it too, so the height is multiplied by the scale, which undoes the zoom.
 *
 * @returns a function that stops this
 */
export function fitToKeyboard(panel: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  let topPx = 0;

  function fit({ height, offsetTop, scale }: VisualViewport) {
    const visiblePx = height * scale;
    const hasKeyboard = document.documentElement.clientHeight - visiblePx > MIN_KEYBOARD_PX;
    // While the page is zoomed, the offset says where the visitor looks.
    if (scale < UNZOOMED) topPx = offsetTop;
    panel.toggleAttribute("data-keyboard", hasKeyboard);
    panel.style.setProperty("--_view-top", hasKeyboard ? `${topPx}px` : null);
    panel.style.setProperty("--_view-height", hasKeyboard ? `${visiblePx}px` : null);
  }
  const onChange = () => fit(viewport);

  onChange();
  viewport.addEventListener("resize", onChange);
  viewport.addEventListener("scroll", onChange);
  return () => {
    viewport.removeEventListener("resize", onChange);
    viewport.removeEventListener("scroll", onChange);
  };
}
