import { act, renderHook } from "@testing-library/react";
import { StrictMode } from "react";
import { expect, test, vi } from "vitest";
import {
  useOpenState,
  type OpenStateProps,
} from "../../../src/components/launcher/useOpenState.js";

function renderState(initialProps: OpenStateProps = {}) {
  return renderHook(useOpenState, { initialProps, wrapper: StrictMode });
}

test("without props, the state is closed at first and changes by itself", () => {
  const onOpenChange = vi.fn();
  const { result } = renderState({ onOpenChange });
  expect(result.current.isOpen).toBe(false);
  act(() => result.current.setOpen(true));
  expect(result.current.isOpen).toBe(true);
  act(() => result.current.setOpen(false));
  expect(result.current.isOpen).toBe(false);
  expect(onOpenChange.mock.calls).toEqual([[true], [false]]);
});

test("defaultOpen counts at first only, and reports nothing", () => {
  const onOpenChange = vi.fn();
  const { result, rerender } = renderState({ defaultOpen: true, onOpenChange });
  expect(result.current.isOpen).toBe(true);
  expect(onOpenChange).not.toHaveBeenCalled();
  act(() => result.current.setOpen(false));
  rerender({ defaultOpen: true, onOpenChange });
  expect(result.current.isOpen).toBe(false);
});

test("a page that passes open decides whether it changes", () => {
  const onOpenChange = vi.fn();
  const { result, rerender } = renderState({ open: false, onOpenChange });
  act(() => result.current.setOpen(true));
  expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(true);
  expect(result.current.isOpen).toBe(false);
  expect(result.current.getOpen()).toBe(false);
  rerender({ open: true, onOpenChange });
  expect(result.current.isOpen).toBe(true);
  expect(result.current.getOpen()).toBe(true);
});

test("two calls before the next render report one change", () => {
  const onOpenChange = vi.fn();
  const { result } = renderState({ onOpenChange });
  act(() => {
    result.current.setOpen(true);
    result.current.setOpen(true);
    expect(result.current.getOpen()).toBe(true);
  });
  expect(onOpenChange).toHaveBeenCalledOnce();
});

test("the functions that change and read the state stay the same", () => {
  const { result, rerender } = renderState();
  const { setOpen, getOpen } = result.current;
  rerender({ defaultOpen: true, onOpenChange: () => {} });
  expect(result.current.setOpen).toBe(setOpen);
  expect(result.current.getOpen).toBe(getOpen);
});
