export type {
  AnalyticsCallbacks,
  ConsentStep,
  OneShotChatLooks,
  VisitorFeedback,
} from "./components/chat/looks.js";
export { FaqBot, type FaqBotProps } from "./components/FaqBot.js";
export type { FaqBotHandle, FaqBotLooks, Position } from "./components/launcher/types.js";
export type { Opener } from "./components/launcher/useOpener.js";
export { DEFAULT_LABELS } from "./components/labels/en.js";
export type { LabelOverrides, Labels } from "./components/labels/Labels.js";
export type {
  OneShotChatProperties,
  OneShotChatStyle,
} from "./components/styles/OneShotChatStyle.js";
export type { Theme } from "./components/styles/useTheme.js";
export { OneShotChat, type OneShotChatProps } from "./components/OneShotChat.js";
export type { GetSources } from "./components/sources/findSources.js";
export type { Source, SourcesEvent } from "./components/sources/Source.js";
export { useStatelessRun, type StatelessRun } from "./hooks/useStatelessRun.js";
export type { RunError, RunErrorKind } from "./langgraph/errors.js";
export type {
  ByNode,
  ContentBlock,
  RunMessage,
  RunStep,
  RunUpdate,
  ToolCall,
} from "./langgraph/events.js";
export { sendFeedback, type Feedback, type FeedbackConnection } from "./langgraph/sendFeedback.js";
export type { InputObject, JsonObject } from "./langgraph/json.js";
export type {
  RunConfig,
  RunConnection,
  RunHeaders,
  RunPart,
  RunPayload,
  RunRequestOptions,
  RunsClientLike,
  RunStreamPayload,
  RunWaitPayload,
  StreamMode,
} from "./langgraph/options.js";
export type { RunActions } from "./run/runStore.js";
export type { RunOptions, RunSettings, RunSnapshot, RunStatus } from "./run/types.js";
