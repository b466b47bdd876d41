import { defineConfig } from "vite";
import { notices } from "./vite.config.js";

/**
 * Builds the gateway and the command line for Node, beside the React build. The packages that they need are bundled, so
 * a site that uses the React part installs nothing for them. `redis` is not: operators with several gateways install it.
 */
export default defineConfig({
  plugins: [notices("GATEWAY_THIRD_PARTY_NOTICES.md")],
  ssr: { target: "node", noExternal: true, external: ["redis"] },
  build: {
    ssr: true,
    target: "node20",
    minify: false,
    sourcemap: true,
    emptyOutDir: false,
    rollupOptions: {
      input: { gateway: "src/gateway/index.ts", cli: "src/gateway/cli/main.ts" },
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "gateway-[name].js" },
    },
  },
});
