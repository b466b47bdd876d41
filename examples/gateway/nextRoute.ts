// app/api/faq/[...path]/route.ts
import { createGateway, type Gateway } from "oneshot-chat/gateway";

// Next.js loads this file when it builds, without the environment of the server. So the first request makes the gateway.
let gateway: Gateway | undefined;
const getGateway = () =>
  (gateway ??= createGateway({
    upstream: { apiUrl: process.env.LANGGRAPH_URL!, apiKey: process.env.LANGGRAPH_API_KEY },
    assistants: { faq: "faq" },
    allowedOrigins: [process.env.SITE_ORIGIN!], // https://site.example
    basePath: "/api/faq",
  }));

export const dynamic = "force-dynamic";

export const POST = (request: Request) =>
  // Next.js does not tell the visitor's address. Your host's proxy does, in a header that visitors cannot set.
  getGateway().fetch(request, { address: request.headers.get("x-real-ip") ?? undefined });
export const OPTIONS = POST;
export const GET = POST;
