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

/**
 * The page's component for an element, or the element itself.
 *
 * @param told what only a component is told
 */
export function slot<Name extends keyof SlotProps>(
  { components }: Settings,
  name: Name,
  attributes: Partial<SlotProps[Name]> & { readonly key?: number },
  told: Partial<SlotProps[Name]> | undefined,
  // One by one: they keep their places, and need no keys.
  ...children: readonly ReactNode[]
): ReactElement {
  const Component = components[name] as ComponentType<object> | undefined;
  if (!Component) return createElement(name, attributes, ...children);
  return createElement(Component, { ...attributes, ...told }, ...children);
}
