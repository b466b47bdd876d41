import { useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from "react";

/** The longest time between the two taps of a double tap. */
const DOUBLE_TAP_MS = 500;
/** The longest distance between the two taps of a double tap, because a finger is not exact. */
const DOUBLE_TAP_PX = 40;

/** Event handlers for the root element of a component. They guard all buttons inside it. */
export interface PressGuard {
  onPointerDownCapture(event: PointerEvent): void;
  onKeyDownCapture(event: KeyboardEvent): void;
  onInputCapture(): void;
  onClickCapture(event: MouseEvent): void;
}

/**
 * Makes one press one action. Without it, a held Enter presses a button 30 times a second, and the second click of a
 * double click presses the button that has replaced the first one. Each of these could start another paid run.
 *
 * Ignores key repeats of Enter on buttons, and the second click of a double click or double tap. If the visitor types in
 * between, the next click counts. Clicks from the keyboard and from scripts always count.
 */
export function usePressGuard(): PressGuard {
  const [pressGuard] = useState(createPressGuard);
  return pressGuard;
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
      const isRepeatedEnter = event.repeat && event.key === "Enter";
      if (isRepeatedEnter && findButton(event.target)) event.preventDefault();
    },
    // On-screen keyboards do not send reliable key events.
    onInputCapture() {
      hasTyped = true;
    },
    onClickCapture(event) {
      const isFromKeyboardOrScript = event.detail === 0;
      if (isFromKeyboardOrScript) return;
      // All browsers count the clicks of a mouse in `detail`. Some do not count taps, so time and place decide there.
      const isSecondTap =
        pointerType !== "mouse" && previous !== undefined && isNear(event, previous);
      const isRepeated = !hasTyped && (event.detail > 1 || isSecondTap);
      if (isRepeated && findButton(event.target)) {
        event.preventDefault();
        event.stopPropagation();
      }
      previous = event;
      hasTyped = false;
    },
  };
}

function findButton(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest("button") : null;
}

function isNear(event: MouseEvent, previous: MouseEvent): boolean {
  return (
    event.timeStamp - previous.timeStamp < DOUBLE_TAP_MS &&
    Math.hypot(event.clientX - previous.clientX, event.clientY - previous.clientY) < DOUBLE_TAP_PX
  );
}
