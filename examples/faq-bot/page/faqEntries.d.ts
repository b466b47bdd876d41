declare module "virtual:faq-entries" {
  import type { FaqEntry } from "../src/parseEntry.js";
  const entries: readonly FaqEntry[];
  export default entries;
}
