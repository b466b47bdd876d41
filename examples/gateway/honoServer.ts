import { getConnInfo } from "@hono/node-server/conninfo";
import { Hono } from "hono";
import { createGateway } from "oneshot-chat/gateway";

const gateway = createGateway({
  upstream: { apiUrl: process.env.LANGGRAPH_URL!, apiKey: process.env.LANGGRAPH_API_KEY },
  assistants: { faq: "faq" },
  allowedOrigins: [process.env.SITE_ORIGIN!],
  basePath: "/api/faq",
});

export const app = new Hono();
app.all("/api/faq/*", (context) =>
  gateway.fetch(context.req.raw, { address: getConnInfo(context).remote.address }),
);
