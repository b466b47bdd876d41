/**
 * What the components import from `react`, on Preact, for the build of the elements. It replaces `preact/compat`, which is
 * twice as large, because it also imitates what these components do not use, such as portals, `Suspense`
 * and `Children`.
 */
import { Component, createElement, options, type ComponentType, type VNode } from "preact";
import { useCallback, useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";

export {
  Component,
  createContext,
  createElement,
  createRef,
  Fragment,
  // Nothing waits here: pages cannot pass components to the elements.
  Fragment as Suspense,
  // Preact renders once.
  Fragment as StrictMode,
} from "preact";
export {
  useCallback,
  useContext,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  // Preact has no earlier moment.
  useLayoutEffect as useInsertionEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "preact/hooks";

type Props = Record<string, unknown>;

/** The components that get `ref` as a property. */
const takesRef = new WeakSet<object>();

/** What Preact calls by another name than React. */
const NAMES: Readonly<Record<string, string>> = {
  className: "class",
  // React's `onChange` comes with each change.
  onChange: "onInput",
  // React's bubble.
  onFocus: "onfocusin",
  onBlur: "onfocusout",
  strokeWidth: "stroke-width",
  strokeLinecap: "stroke-linecap",
  strokeLinejoin: "stroke-linejoin",
};

const beforeVNode = options.vnode;
options.vnode = (vnode) => {
  const { type, ref } = vnode as VNode<Props> & { ref?: unknown };
  if (typeof type === "string") {
    const named = Object.entries(vnode.props).map(([name, value]) => [NAMES[name] ?? name, value]);
    Object.assign(vnode, { props: Object.fromEntries(named) });
  } else if (ref && takesRef.has(type))
    Object.assign(vnode, { props: { ...vnode.props, ref }, ref: null });
  beforeVNode?.(vnode);
};

const beforeEvent = options.event;
options.event = (event: Event) =>
  Object.assign(beforeEvent?.(event) ?? event, { nativeEvent: event });

/** A component that passes its `ref` on. */
export function forwardRef(render: (props: Props, ref: unknown) => VNode) {
  function Forwarded({ ref = null, ...props }: Props) {
    return render(props, ref);
  }
  takesRef.add(Forwarded);
  return Forwarded;
}

/** A component that renders again only for other properties. */
export function memo(type: ComponentType<Props>) {
  class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      const before: Props = this.props;
      const names = Object.keys({ ...before, ...next });
      return names.some((name) => !Object.is(before[name], next[name]));
    }
    override render() {
      return createElement(type, this.props);
    }
  }
  takesRef.add(Memo);
  return Memo;
}

/** Renders again when the snapshot has become another one. */
export function useSyncExternalStore<Snapshot>(
  subscribe: (onChange: () => void) => () => void,
  getSnapshot: () => Snapshot,
): Snapshot {
  const snapshot = getSnapshot();
  const latestRef = useRef({ snapshot, getSnapshot });
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const check = useCallback(() => {
    const { current } = latestRef;
    if (!Object.is(current.snapshot, current.getSnapshot())) renderAgain(undefined);
  }, []);
  useLayoutEffect(() => {
    latestRef.current = { snapshot, getSnapshot };
    check();
  }, [subscribe, snapshot, getSnapshot, check]);
  useEffect(() => {
    check();
    return subscribe(check);
  }, [subscribe, check]);
  return snapshot;
}
