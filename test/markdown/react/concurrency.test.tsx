/** React may start a render, drop it, repeat it or delay it. The page must not notice. */
import { render, screen } from "@testing-library/react";
import {
  startTransition,
  StrictMode,
  useDeferredValue,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import { describe, expect, test, vi } from "vitest";
import { Markdown, type SlotElementProps } from "../../../src/markdown/index.js";

const PARAGRAPHS = Array.from(
  { length: 40 },
  (_, index) => `Paragraph ${index} with **bold ${index}** text.\n\n`,
);
const TEXT = PARAGRAPHS.join("");

/** Counts how often paragraphs are mounted. A remount of the answer would count all of them again. */
function countingParagraph() {
  const mounted = vi.fn();
  function Paragraph({ children, className }: SlotElementProps) {
    useEffect(() => mounted(), []);
    return <p className={className}>{children}</p>;
  }
  return { mounted, components: { p: Paragraph } };
}

/** Takes a few milliseconds of each render, so that React spreads a transition over many tasks. */
function Slow({ text }: { text: string }) {
  return Array.from({ length: 8 }, (_, index) => <SlowPart key={index} text={text} />);
}

function SlowPart({ text }: { text: string }) {
  takeMilliseconds(3);
  return <span hidden>{text.length}</span>;
}

function takeMilliseconds(duration: number): void {
  const end = performance.now() + duration;
  while (performance.now() < end);
}

/** A store that is published to far more often than React can render it. */
function createStore() {
  let text = "";
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get: () => text,
    set: (next: string) => {
      text = next;
      for (const listener of listeners) listener();
    },
  };
}

function task(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** React warns about updates outside of `act`, but only without `act` it renders in slices. */
async function inSlices(run: () => Promise<void>): Promise<void> {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  await run();
  vi.unstubAllGlobals();
}

function selectText(element: Element): Selection | null {
  const selection = document.getSelection();
  selection?.selectAllChildren(element);
  return selection;
}

describe("interrupted renders", { timeout: 30_000 }, () => {
  test("nothing is mounted again while a deferred value follows a fast store", async () => {
    const store = createStore();
    const { mounted, components } = countingParagraph();
    function Page() {
      const text = useDeferredValue(useSyncExternalStore(store.subscribe, store.get));
      return (
        <>
          <Markdown text={text} isStreaming components={components} />
          <Slow text={text} />
        </>
      );
    }
    store.set(PARAGRAPHS.slice(0, 2).join(""));
    render(<Page />);
    const first = screen.getByText("bold 0");
    const selection = selectText(first);
    await inSlices(async () => {
      for (let end = 200; end <= TEXT.length; end += 60) {
        store.set(TEXT.slice(0, end));
        await task();
      }
      store.set(TEXT);
      await vi.waitFor(() => screen.getByText("bold 39"), { timeout: 10_000 });
      // React runs effects, which count the mounts, some time after it has changed the page.
      await task();
    });
    expect(mounted).toHaveBeenCalledTimes(PARAGRAPHS.length);
    expect(screen.getByText("bold 0")).toBe(first);
    expect(selection?.toString()).toBe("bold 0");
  });

  test("nothing is mounted again while urgent renders interrupt a transition", async () => {
    const { mounted, components } = countingParagraph();
    const page = { setText: (_text: string) => {}, setCount: (_count: number) => {} };
    function Page() {
      const [text, setText] = useState(PARAGRAPHS.slice(0, 2).join(""));
      const [count, setCount] = useState(0);
      useEffect(() => void Object.assign(page, { setText, setCount }), []);
      return (
        <>
          <Markdown
            text={text}
            isStreaming
            components={components}
            headingLevel={count % 2 ? 2 : 3}
          />
          <output>{count}</output>
          <Slow text={text} />
        </>
      );
    }
    render(<Page />);
    const first = screen.getByText("bold 0");
    const selection = selectText(first);
    let interrupted = 0;
    await inSlices(async () => {
      for (let end = 200, count = 1; end <= TEXT.length; end += 200, count += 1) {
        startTransition(() => page.setText(TEXT.slice(0, end)));
        await task();
        page.setCount(count);
        await vi.waitFor(() => expect(screen.getByRole("status")).toHaveTextContent(String(count)));
        if (!document.body.textContent.includes(TEXT.slice(end - 12, end - 4))) interrupted += 1;
      }
      startTransition(() => page.setText(TEXT));
      await vi.waitFor(() => screen.getByText("bold 39"), { timeout: 10_000 });
      // React runs effects, which count the mounts, some time after it has changed the page.
      await task();
    });
    expect(interrupted).toBeGreaterThan(0);
    expect(mounted).toHaveBeenCalledTimes(PARAGRAPHS.length);
    expect(screen.getByText("bold 0")).toBe(first);
    expect(selection?.toString()).toBe("bold 0");
  });

  test("nothing is mounted again in StrictMode, which renders twice", () => {
    const { mounted, components } = countingParagraph();
    const page = (text: string) => (
      <StrictMode>
        <Markdown text={text} isStreaming components={components} />
      </StrictMode>
    );
    const view = render(page(TEXT.slice(0, 100)));
    const first = screen.getByText("bold 0");
    for (let end = 100; end <= TEXT.length; end += 50) view.rerender(page(TEXT.slice(0, end)));
    view.rerender(page(TEXT));
    expect(screen.getByText("bold 0")).toBe(first);
    // StrictMode runs each effect twice.
    expect(mounted).toHaveBeenCalledTimes(2 * PARAGRAPHS.length);
  });
});
