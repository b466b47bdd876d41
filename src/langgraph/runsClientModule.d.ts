/**
 * The SDK's own `RunsClient`, which no path of its `exports` gives without 90 kB gzip of LangSmith and
 * `@langchain/core`. `vite.config.ts` points this name at the one file it lives in.
 */
declare module "virtual:langgraph-runs-client" {
  export { RunsClient } from "@langchain/langgraph-sdk/client";
}
