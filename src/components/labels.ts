/** The old path of the words, for imports that have not moved yet. */
export { DEFAULT_LABELS } from "./labels/en.js";
export type { LabelOverrides, Labels } from "./labels/Labels.js";
export { toLabels } from "./labels/toLabels.js";
