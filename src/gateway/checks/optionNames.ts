import type {
  ExposeOptions,
  FeedbackOptions,
  GatewayLimits,
  GatewayOptions,
  LangSmithOptions,
  LimitStoreOptions,
  UpstreamOptions,
} from "../options.js";

/** The names of every option. A record, so that the compiler asks for each new name. */
export const NAMES: Record<keyof GatewayOptions, true> = {
  upstream: true,
  assistants: true,
  allowedOrigins: true,
  allowMissingOrigin: true,
  basePath: true,
  limits: true,
  limitStore: true,
  trustedProxies: true,
  streamModes: true,
  streamSubgraphs: true,
  recursionLimit: true,
  inputSchema: true,
  contextKeys: true,
  expose: true,
  authorize: true,
  feedback: true,
  onRun: true,
  reportQuestions: true,
  log: true,
};
export const UPSTREAM_NAMES: Record<keyof UpstreamOptions, true> = { apiUrl: true, apiKey: true };
export const LIMIT_NAMES: Record<keyof GatewayLimits, true> = {
  runsPerVisitorPerWindow: true,
  visitorWindowMs: true,
  runsPerVisitorPerDay: true,
  concurrentRunsPerVisitor: true,
  runsPerAssistantPerMinute: true,
  runsPerAssistantPerDay: true,
  concurrentRunsPerAssistant: true,
  maxQuestionChars: true,
  maxBodyBytes: true,
  maxAnswerBytes: true,
  maxEventBytes: true,
  maxRunMs: true,
  maxSilenceMs: true,
  maxStalledMs: true,
  heartbeatMs: true,
  feedbackPerVisitorPerWindow: true,
};
export const STORE_NAMES: Record<keyof LimitStoreOptions, true> = {
  redisUrl: true,
  keyPrefix: true,
  whenUnavailable: true,
};
export const EXPOSE_NAMES: Record<keyof ExposeOptions, true> = {
  stateKeys: true,
  toolData: true,
  reasoning: true,
  runId: true,
};
export const FEEDBACK_NAMES: Record<keyof FeedbackOptions, true> = {
  secret: true,
  expiresAfterMs: true,
  send: true,
};
export const LANGSMITH_NAMES: Record<keyof LangSmithOptions, true> = {
  langSmithUrl: true,
  apiKey: true,
  feedbackKey: true,
  projectId: true,
};
export const STREAM_MODES = ["updates", "messages-tuple", "custom", "values"];
