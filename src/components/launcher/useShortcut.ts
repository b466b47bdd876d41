import { useEffect } from "react";
import { listenForShortcut } from "./listenForShortcut.js";

/** Calls `onPress` when a visitor presses the shortcut; {@link listenForShortcut} says when it counts. */
export function useShortcut(shortcut: string | undefined, onPress: () => void): void {
  useEffect(
    () => (shortcut ? listenForShortcut(shortcut, onPress) : undefined),
    [shortcut, onPress],
  );
}
