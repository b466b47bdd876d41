// app/api/faq/[...path]/route.ts
import { createGateway } from "oneshot-chat/gateway";

const gateway = createGateway({
  upstream: { apiUrl: process.env.LANGGRAPH_URL!, apiKey: process.env.LANGGRAPH_API_KEY },
  assistants: { faq: "faq" },
  allowedOrigins: [process.env.SITE_ORIGIN!], // https://site.example
  basePath: "/api/faq",
});

export const dynamic = "force-dynamic";

export const POST = (request: Request) =>
  // Next.js does not tell the visitor's address. Your host's proxy does, in a header that visitors cannot set.
  gateway.fetch(request, { address: request.headers.get("x-real-ip") ?? undefined });
export const OPTIONS = POST;
export const GET = POST;
