import { useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from "react";

/** The longest time between the two halves of a double tap. */
const DOUBLE_TAP_MS = 500;
/** The longest distance between the two halves of a double tap; a finger is not exact. */
const DOUBLE_TAP_PX = 40;

/** Handlers for the root element of a component. They work for every button inside it. */
export interface PressGuard {
  onPointerDownCapture(event: PointerEvent): void;
  onKeyDownCapture(event: KeyboardEvent): void;
  onInputCapture(): void;
  onClickCapture(event: MouseEvent): void;
}

/**
 * Makes one press one action. Without it, a held Enter presses a button 30 times a second, and the second half of
 * a double click presses whatever button took the place of the first. Each of those could be another paid run.
 *
 * Ignores key repeats of Enter on buttons, and a click that is the second half of a double click or double tap.
 * Typing in between makes the next click a new one. Clicks from the keyboard and from scripts always count.
 */
export function usePressGuard(): PressGuard {
  return useState(createPressGuard)[0];
}

function createPressGuard(): PressGuard {
  let pointerType: string | undefined;
  let previous: MouseEvent | undefined;
  let hasTyped = false;

  return {
    onPointerDownCapture(event) {
      pointerType = event.pointerType;
    },
    onKeyDownCapture(event) {
      hasTyped = true;
      if (event.repeat && event.key === "Enter" && buttonAt(event.target)) event.preventDefault();
    },
    // Keyboards on screens send no usable key events.
    onInputCapture() {
      hasTyped = true;
    },
    onClickCapture(event) {
      if (event.detail === 0) return;
      // Browsers count the clicks of a mouse. Not all count taps, so time and place tell those.
      const isSecondTap =
        pointerType !== "mouse" && previous !== undefined && isNear(event, previous);
      const isRepeated = !hasTyped && (event.detail > 1 || isSecondTap);
      if (isRepeated && buttonAt(event.target)) {
        event.preventDefault();
        event.stopPropagation();
      }
      previous = event;
      hasTyped = false;
    },
  };
}

function buttonAt(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest("button") : null;
}

function isNear(event: MouseEvent, previous: MouseEvent): boolean {
  return (
    event.timeStamp - previous.timeStamp < DOUBLE_TAP_MS &&
    Math.hypot(event.clientX - previous.clientX, event.clientY - previous.clientY) < DOUBLE_TAP_PX
  );
}
