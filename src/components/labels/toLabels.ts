import { withDefaults } from "../../markdown/react/labels.js";
import { DEFAULT_LABELS } from "./en.js";
import type { LabelOverrides, Labels } from "./Labels.js";

/** The English words, replaced where the page gives its own. */
export function toLabels({ errors, markdown, ...words }: LabelOverrides = {}): Labels {
  return {
    ...withDefaults<Omit<Labels, "errors" | "markdown">>(DEFAULT_LABELS, words),
    errors: withDefaults(DEFAULT_LABELS.errors, errors),
    markdown: withDefaults(DEFAULT_LABELS.markdown, markdown),
  };
}
