export {
  createScriptedServer,
  type HttpReply,
  type Reply,
  type ScriptedRequest,
  type ScriptedServer,
  type ScriptedServerOptions,
} from "./createScriptedServer.js";
export {
  aiMessage,
  answer,
  completeRun,
  custom,
  delta,
  metadata,
  runFailed,
  tokens,
  update,
  values,
  type Spoken,
} from "./events.js";
export {
  bytes,
  cut,
  event,
  hold,
  joined,
  pause,
  type BytesStep,
  type EventStep,
  type JoinableStep,
  type ScriptContext,
  type ScriptStep,
} from "./steps.js";
