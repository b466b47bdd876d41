// npx oneshot-chat gateway --config gateway.config.mjs
export default {
  upstream: { apiUrl: process.env.LANGGRAPH_URL, apiKey: process.env.LANGGRAPH_API_KEY },
  assistants: { faq: "faq" }, // public name: assistant id or graph name
  allowedOrigins: ["https://site.example"],
  trustedProxies: ["127.0.0.1", "::1"],
  limits: { runsPerVisitorPerDay: 50, runsPerAssistantPerDay: 2_000 },
  metricsPort: 9464,
};
