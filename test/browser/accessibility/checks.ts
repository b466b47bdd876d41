/** What axe does not check. Each function runs in the page, so it uses nothing from outside itself. */

/** Controls that are smaller than they have to be, with their sizes in CSS pixels. Links inside text are exempt. */
export function findSmallTargets(): string[] {
  const MAIN = '[data-part="submit"], [data-part="launcher"], [data-part="close"], .osc-retry';
  const controls = document.querySelectorAll<HTMLElement>(
    "#widget :is(button, textarea, input, select, summary, a, [tabindex])",
  );
  return Array.from(controls).flatMap((control) => {
    // A press on the label of a field is a press on the field.
    const target = control.closest("label") ?? control;
    const { width, height } = target.getBoundingClientRect();
    const isText = control.localName === "a" && getComputedStyle(control).display === "inline";
    const isUsed = control.checkVisibility({ visibilityProperty: true }) && control.tabIndex >= 0;
    if (!isUsed || isText || control.matches(":disabled")) return [];
    const least = control.matches(MAIN) ? 44 : 24;
    if (Math.min(width, height) >= least - 0.01) return [];
    const name = control.getAttribute("aria-label") ?? control.textContent;
    return [`${control.localName} "${name}": ${width} × ${height}, needs ${least}`];
  });
}

/** How many pixels the page scrolls sideways, and the elements that are cut off without a way to scroll to them. */
export function findCutOff(): string[] {
  const page = document.documentElement;
  const sideways = page.scrollWidth - page.clientWidth;
  const elements = document.querySelectorAll<HTMLElement>("#widget *");
  const cut = Array.from(elements).filter((element) => {
    const { overflowX, overflowY, clipPath } = getComputedStyle(element);
    const isHidden = clipPath !== "none" || !element.checkVisibility();
    const tooWide = element.scrollWidth > element.clientWidth + 1 && /hidden|clip/.test(overflowX);
    const tooHigh =
      element.scrollHeight > element.clientHeight + 1 && /hidden|clip/.test(overflowY);
    return !isHidden && element.localName !== "svg" && (tooWide || tooHigh);
  });
  return [
    ...(sideways > 0 ? [`the page scrolls ${sideways} px sideways`] : []),
    ...cut.map((element) => `${element.localName}.${element.className} is cut off`),
  ];
}

/** Boxes that scroll and that the keyboard cannot reach, neither themselves nor by what is in them. */
export function findUnreachableScrollers(): string[] {
  return Array.from(document.querySelectorAll<HTMLElement>("#widget *")).flatMap((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const scrolls =
      (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth) ||
      (/auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight);
    const isReachable = element.tabIndex >= 0 || element.querySelector("button, a, [tabindex='0']");
    return scrolls && element.checkVisibility() && !isReachable ? [element.outerHTML] : [];
  });
}

/** Animations that run, and boxes that scroll smoothly. */
export function findMotion(): string[] {
  const animations = document.getAnimations().filter(({ playState }) => playState === "running");
  const smooth = Array.from(document.querySelectorAll("*")).filter(
    (element) => getComputedStyle(element).scrollBehavior === "smooth",
  );
  return [
    ...animations.map((animation) => `animation ${animation.id || animation.constructor.name}`),
    ...smooth.map((element) => `${element.localName} scrolls smoothly`),
  ];
}

/** Controls without a border and without words or a drawing in a colour of their own. */
export function findInvisibleControls(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    "#widget :is(button, textarea, input, select, summary)",
  );
  const isClear = (color: string) => /^(rgba\(.*, 0\)|transparent)$/.test(color);
  return Array.from(controls).flatMap((control) => {
    const style = getComputedStyle(control);
    const background = [control, ...parentsOf(control)]
      .map((element) => getComputedStyle(element).backgroundColor)
      .find((color) => !isClear(color));
    const hasBorder =
      parseFloat(style.borderTopWidth) > 0 &&
      !isClear(style.borderTopColor) &&
      style.borderTopColor !== background;
    const isVisible = hasBorder || style.color !== background;
    return control.checkVisibility({ visibilityProperty: true }) && !isVisible
      ? [control.outerHTML]
      : [];
  });

  function parentsOf(element: Element): Element[] {
    const parent = element.parentElement;
    return parent ? [parent, ...parentsOf(parent)] : [];
  }
}

/** Buttons and links whose accessible name lacks the words that they show. Brackets and arrows are no words. */
export function findOtherNames(): string[] {
  return Array.from(document.querySelectorAll<HTMLElement>("#widget :is(button, a)")).flatMap(
    (control) => {
      const label = control.getAttribute("aria-label");
      const words = control.innerText.replace(/[^\p{L}\p{N} ]/gu, "").trim();
      const isFine = label === null || words === "" || label.includes(words);
      return isFine ? [] : [`"${label}" shows "${words}"`];
    },
  );
}
