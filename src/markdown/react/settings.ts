import { createContext } from "react";
import type { References } from "../parser/index.js";
import { DEFAULT_MARKDOWN_LABELS, type MarkdownLabels } from "./labels.js";
import type { Links } from "./linkRules.js";
import type { MarkdownComponents } from "./slots.js";

/** The settings that every element needs. The same object until one of them changes. */
export interface Settings {
  readonly components: MarkdownComponents;
  /** Is added to the level that the text gives a heading. */
  readonly headingShift: number;
  /** No heading is above it. */
  readonly topHeadingLevel: number;
  readonly links: Links;
  readonly labels: MarkdownLabels;
  /** Every id begins with it, so that two answers on a page share none. */
  readonly idPrefix: string;
}

export const SettingsContext = createContext<Settings>({
  components: {},
  headingShift: 2,
  topHeadingLevel: 1,
  links: "all",
  labels: DEFAULT_MARKDOWN_LABELS,
  idPrefix: "",
});

const NO_REFERENCES: References = new Map();

export const ReferencesContext = createContext(NO_REFERENCES);
