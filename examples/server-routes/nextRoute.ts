/**
 * The route for the app router of Next.js. Save this file as `app/api/faq/[...path]/route.ts` and pass
 * `apiUrl="/api/faq"` to the page.
 */
import { createLangGraphRoute } from "./langgraphRoute.js";

const handle = createLangGraphRoute({
  serverUrl: process.env["LANGGRAPH_URL"] ?? "http://127.0.0.1:2024",
  apiKey: process.env["LANGGRAPH_API_KEY"] ?? "",
  assistantId: "faq",
  path: "/api/faq",
});

/** Next.js must not answer a GET from its cache. */
export const dynamic = "force-dynamic";
export const GET = handle;
export const POST = handle;
