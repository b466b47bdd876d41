import express from "express";
import { createGateway, toNodeHandler } from "oneshot-chat/gateway";

const gateway = createGateway({
  upstream: { apiUrl: process.env.LANGGRAPH_URL!, apiKey: process.env.LANGGRAPH_API_KEY },
  assistants: { faq: "faq" },
  allowedOrigins: [process.env.SITE_ORIGIN!],
});

export const app = express();
// Express takes "/api/faq" off the path, so the gateway has no basePath. Body parsers and compression come later.
app.use("/api/faq", toNodeHandler(gateway));
