import { createElement, type ComponentType, type ReactElement, type ReactNode } from "react";
import type { Settings } from "./settings.js";
import type { SlotProps } from "./slots.js";

type Attributes<Name extends keyof SlotProps> = Partial<SlotProps[Name]> & {
  readonly key?: number;
};

/** Renders the page's component for an element, or the element itself. */
export function renderSlot<Name extends keyof SlotProps>(
  settings: Settings,
  name: Name,
  attributes: Attributes<Name>,
  // Separate arguments need no keys.
  ...children: readonly ReactNode[]
): ReactElement {
  return createElement(componentFor(settings, name) ?? name, attributes, ...children);
}

/**
 * Renders an element whose component gets more than attributes.
 *
 * @param details props for a component only, such as the text of code
 */
export function renderDetailedSlot<Name extends keyof SlotProps>(
  settings: Settings,
  name: Name,
  attributes: Attributes<Name>,
  details: Partial<SlotProps[Name]>,
  ...children: readonly ReactNode[]
): ReactElement {
  const Component = componentFor(settings, name);
  if (!Component) return createElement(name, attributes, ...children);
  return createElement(Component, { ...attributes, ...details }, ...children);
}

/** The caller passes the props that the page's component expects for this name. */
function componentFor(
  { components }: Settings,
  name: keyof SlotProps,
): ComponentType<object> | undefined {
  return components[name] as ComponentType<object> | undefined;
}
