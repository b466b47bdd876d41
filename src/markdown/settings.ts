import {
  createContext,
  createElement,
  type ComponentType,
  type ReactElement,
  type ReactNode,
} from "react";
import type { References } from "./blocks.js";
import { DEFAULT_MARKDOWN_LABELS, type MarkdownLabels } from "./labels.js";
import type { MarkdownComponents, SlotProps } from "./slots.js";

/** What every element needs to know; the same object for as long as nothing of it changes. */
export interface Settings {
  readonly components: MarkdownComponents;
  readonly allowedImagePrefixes: readonly string[];
  readonly baseUrl: string | undefined;
  readonly headingLevel: number;
  readonly labels: MarkdownLabels;
  /** Begins every id, so that two answers on a page share none. */
  readonly idPrefix: string;
}

export const SettingsContext = createContext<Settings>({
  components: {},
  allowedImagePrefixes: [],
  baseUrl: undefined,
  headingLevel: 3,
  labels: DEFAULT_MARKDOWN_LABELS,
  idPrefix: "",
});

export const NO_REFERENCES: References = { definedLinks: {}, links: {}, notes: new Map() };

export const ReferencesContext = createContext(NO_REFERENCES);

/** The page's component for an element, or the element itself. */
export function slot<Name extends keyof SlotProps>(
  { components }: Settings,
  name: Name,
  props: Omit<SlotProps[Name], "children">,
  // One by one: they keep their places, and need no keys.
  ...children: readonly ReactNode[]
): ReactElement {
  const Component = components[name] as ComponentType<object> | undefined;
  if (Component) return createElement(Component, props, ...children);
  return createElement(name, toAttributes(props), ...children);
}

/** Leaves out what only components are told. */
function toAttributes(props: object): object {
  const {
    text: _t,
    language: _l,
    isBlock: _b,
    isOpen: _o,
    align: _a,
    ...attributes
  } = props as Partial<SlotProps["code"] & SlotProps["td"]>;
  return attributes;
}
