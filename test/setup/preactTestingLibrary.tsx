/**
 * What our tests use of `@testing-library/react`, on Preact. The library itself is made for React DOM, and looks for
 * what Preact does not have.
 */
import { configure, getQueriesForElement, prettyDOM } from "@testing-library/dom";
import {
  createElement,
  Fragment,
  type ComponentType,
  type ReactElement,
  type ReactNode,
} from "react";
import { options as preactOptions, render as renderPreact, type VNode } from "preact";
import { act as actPreact } from "preact/test-utils";

export * from "@testing-library/dom";

interface Options {
  wrapper?: ComponentType<{ children: ReactNode }>;
  container?: HTMLElement;
}

const containers = new Set<HTMLElement>();

// A test may replace the clock later.
const { setImmediate } = globalThis;
// Effects run soon after a render, as in React, and not after the next frame.
Object.assign(preactOptions, { requestAnimationFrame: (flush: () => void) => setImmediate(flush) });

// What an event or a wait changes is on the page before the test goes on.
configure({
  eventWrapper(dispatch) {
    let result: unknown;
    void actPreact(() => {
      result = dispatch();
    });
    return result;
  },
  asyncWrapper: async (wait) => {
    const result = await wait();
    await new Promise((resolve) => setImmediate(resolve));
    await actPreact(() => {});
    return result;
  },
});

export async function act<Result>(change: () => Result | Promise<Result>): Promise<Result> {
  let result: Result | Promise<Result> | undefined;
  await actPreact(() => {
    result = change();
    return result instanceof Promise ? result.then(() => {}) : undefined;
  });
  return result as Result | Promise<Result>; // the callback has run
}

export function render(ui: ReactElement, options: Options = {}) {
  const {
    wrapper = Fragment,
    container = document.body.appendChild(document.createElement("div")),
  } = options;
  containers.add(container);
  const draw = (next: ReactNode) =>
    void actPreact(() =>
      // In this project, what makes React elements makes those of Preact.
      renderPreact(next && (createElement(wrapper, null, next) as unknown as VNode), container),
    );
  draw(ui);
  return {
    container,
    baseElement: document.body,
    debug: () => console.info(prettyDOM(container)),
    rerender: draw,
    unmount: () => draw(null),
    ...getQueriesForElement(document.body),
  };
}

export function renderHook<Result, Props>(
  hook: (props: Props) => Result,
  { initialProps, ...options }: Options & { initialProps?: Props } = {},
) {
  const result = { current: undefined as Result };
  function Probe({ given }: { given: Props }) {
    result.current = hook(given);
    return null;
  }
  const { rerender, unmount } = render(<Probe given={initialProps as Props} />, options);
  return {
    result,
    unmount,
    rerender: (given?: Props) => rerender(<Probe given={given as Props} />),
  };
}

export function cleanup(): void {
  for (const container of containers) {
    void actPreact(() => renderPreact(null, container));
    container.remove();
  }
  containers.clear();
}
