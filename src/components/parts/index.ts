/**
 * The parts of the chat, to compose a layout of your own: `import * as Chat from "oneshot-chat/parts"`. All of them work
 * inside `Chat.Root`.
 */
export { Announcer } from "../announcer/Announcer.js";
export { Actions } from "./Actions.js";
export { Answer } from "./Answer.js";
export type { AnyRun } from "./AnyRun.js";
export { Copy } from "./Copy.js";
export { ErrorNotice } from "./ErrorNotice.js";
export { Form } from "./Form.js";
export { Header } from "./Header.js";
export { Input } from "./Input.js";
export { Label } from "./Label.js";
export { Limit } from "./Limit.js";
export { Question } from "./Question.js";
export { Result } from "./Result.js";
export { Root, type RootProps } from "./Root.js";
export { Status } from "./Status.js";
export { Steps } from "./Steps.js";
export { Submit } from "./Submit.js";
export { Suggestions } from "./Suggestions.js";
