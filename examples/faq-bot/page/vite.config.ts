import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { sdkAlias, sourceAlias } from "../../../vite.config.js";
import { loadEntries } from "../src/loadEntries.js";

/** The gateway's address. `npm start` sets it. The default port is that of `npx oneshot-chat gateway`. */
const gatewayUrl = process.env.GATEWAY_URL || "http://127.0.0.1:8787";

const API_PATH = "/api/langgraph";

/** Builds the demo page from the sources of oneshot-chat. */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: "../../../node_modules/.vite/faq-bot-page",
  plugins: [react(), faqEntries()],
  resolve: { alias: { ...sdkAlias, ...sourceAlias }, dedupe: ["react", "react-dom"] },
  // Vite prepares the packages in this list at its start. Otherwise the page would reload during the first visit.
  optimizeDeps: {
    include: [
      "react",
      "react-dom",
      "react-dom/client",
      "react/jsx-runtime",
      "react/jsx-dev-runtime",
    ],
  },
  server: {
    // The page asks its own origin, so it needs neither CORS nor the gateway's address.
    proxy: {
      [API_PATH]: { target: gatewayUrl, rewrite: (url) => url.slice(API_PATH.length) },
    },
  },
  build: { outDir: "../../../dist/faq-bot-page", emptyOutDir: true },
  logLevel: "warn",
  clearScreen: false,
});

/** Provides all entries as one module, because separate files would need seventy requests. */
function faqEntries(): Plugin {
  const name = "virtual:faq-entries";
  return {
    name: "faq-bot:entries",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) =>
      id === `\0${name}` ? `export default ${JSON.stringify(loadEntries())}` : undefined,
  };
}
