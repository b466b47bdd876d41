/**
 * The parts of the chat, to compose a layout of your own: `import * as Chat from "oneshot-chat/parts"`. All of them work
 * inside `Chat.Root`.
 */
export { Announcer } from "../announcer/Announcer.js";
export { Actions } from "./Actions.js";
export { Answer } from "./Answer.js";
export type { AnyRun } from "../chat/AnyRun.js";
export { AskAgain } from "./AskAgain.js";
export { Consent } from "./Consent.js";
export { Contact } from "./Contact.js";
export { Copy } from "./Copy.js";
export { CustomEvents } from "./CustomEvents.js";
export { Disclaimer } from "./Disclaimer.js";
export { ErrorNotice } from "./ErrorNotice.js";
export { Feedback } from "./Feedback.js";
export { Form } from "./Form.js";
export { Header } from "./Header.js";
export { Input } from "./Input.js";
export { Label } from "./Label.js";
export { Limit } from "./Limit.js";
export { Note } from "./Note.js";
export { Question } from "./Question.js";
export { Reasoning } from "./Reasoning.js";
export { Result } from "./Result.js";
export { Root, type RootProps } from "./Root.js";
export { Sources } from "./Sources.js";
export { Status } from "./Status.js";
export { Steps } from "./Steps.js";
export { Submit } from "./Submit.js";
export { Suggestions } from "./Suggestions.js";
export { Time } from "./Time.js";
export { ToolCalls } from "./ToolCalls.js";
