import {
  createContext,
  createElement,
  type ComponentType,
  type ReactElement,
  type ReactNode,
} from "react";
import type { References } from "../parser/index.js";
import { DEFAULT_MARKDOWN_LABELS, type MarkdownLabels } from "./labels.js";
import type { MarkdownComponents, SlotProps } from "./slots.js";

/** The settings that every element needs. The same object until one of them changes. */
export interface Settings {
  readonly components: MarkdownComponents;
  readonly headingLevel: number;
  readonly labels: MarkdownLabels;
  /** Every id begins with it, so that two answers on a page share none. */
  readonly idPrefix: string;
}

export const SettingsContext = createContext<Settings>({
  components: {},
  headingLevel: 3,
  labels: DEFAULT_MARKDOWN_LABELS,
  idPrefix: "",
});

const NO_REFERENCES: References = new Map();

export const ReferencesContext = createContext(NO_REFERENCES);

/**
 * Renders the page's component for an element, or the element itself.
 *
 * @param details props for a component only; they are no attributes
 */
export function slot<Name extends keyof SlotProps>(
  { components }: Settings,
  name: Name,
  attributes: Partial<SlotProps[Name]> & { readonly key?: number },
  details: Partial<SlotProps[Name]> | undefined,
  // Separate arguments need no keys.
  ...children: readonly ReactNode[]
): ReactElement {
  const Component = components[name] as ComponentType<object> | undefined;
  if (!Component) return createElement(name, attributes, ...children);
  return createElement(Component, { ...attributes, ...details }, ...children);
}
