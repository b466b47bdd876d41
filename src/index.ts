export { FaqBot, type FaqBotProps } from "./components/FaqBot.js";
export { DEFAULT_LABELS, type LabelOverrides, type Labels } from "./components/labels.js";
export {
  OneShotChat,
  type OneShotChatLooks,
  type OneShotChatProps,
} from "./components/OneShotChat.js";
export { useStatelessRun, type StatelessRun } from "./hooks/useStatelessRun.js";
export type { RunActions } from "./run/createRun.js";
export type { RunError, RunErrorKind } from "./run/errors.js";
export type {
  ContentBlock,
  JsonObject,
  RunConfig,
  RunConnection,
  RunHeaders,
  RunMessage,
  RunOptions,
  RunPart,
  RunPayload,
  RunsClientLike,
  RunSettings,
  RunSnapshot,
  RunStatus,
  RunStep,
  RunStreamPayload,
  RunUpdate,
  RunWaitPayload,
  StreamMode,
  ToolCall,
} from "./run/types.js";
