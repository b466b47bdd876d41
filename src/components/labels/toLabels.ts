import { DEFAULT_LABELS } from "./en.js";
import type { LabelOverrides, Labels } from "./Labels.js";

/** The English words, replaced where the page gives its own. */
export function toLabels(overrides: LabelOverrides = {}): Labels {
  return {
    ...DEFAULT_LABELS,
    ...overrides,
    errors: { ...DEFAULT_LABELS.errors, ...overrides.errors },
    markdown: { ...DEFAULT_LABELS.markdown, ...overrides.markdown },
  };
}
