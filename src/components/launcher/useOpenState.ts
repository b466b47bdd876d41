import { useCallback, useEffect, useRef, useState } from "react";

/** Whether the panel is open: kept by the component, or by the page. */
export interface OpenStateProps {
  /** Whether the panel is open. If the page passes it, the page must change it in `onOpenChange`. */
  open?: boolean | undefined;
  /** Whether the panel is open at first. It does not take the focus then. Default false. */
  defaultOpen?: boolean | undefined;
  /** Is called when the panel opens or closes, or when a visitor asks for it while the page keeps `open`. */
  onOpenChange?: ((open: boolean) => void) | undefined;
}

export interface OpenState {
  readonly isOpen: boolean;
  /** Opens or closes. It stays the same function. */
  setOpen(open: boolean): void;
  /** What `isOpen` is now, also between two renders. It stays the same function. */
  getOpen(): boolean;
}

/** Keeps `open` in the component, unless the page passes it. */
export function useOpenState({ open, defaultOpen = false, onOpenChange }: OpenStateProps) {
  const [ownOpen, setOwnOpen] = useState(defaultOpen);
  const isOpen = open ?? ownOpen;
  const latest = useRef({ isOpen, isOwn: true, onOpenChange });
  useEffect(() => {
    latest.current = { isOpen, isOwn: open === undefined, onOpenChange };
  });

  const setOpen = useCallback((next: boolean) => {
    const { current } = latest;
    if (next === current.isOpen) return;
    setOwnOpen(next);
    // Two calls before the next render are one change.
    if (current.isOwn) current.isOpen = next;
    current.onOpenChange?.(next);
  }, []);
  const getOpen = useCallback(() => latest.current.isOpen, []);

  return { isOpen, setOpen, getOpen } satisfies OpenState;
}
