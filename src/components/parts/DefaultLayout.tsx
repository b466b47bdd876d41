import { memo } from "react";
import { Announcer } from "../announcer/Announcer.js";
import { Actions } from "./Actions.js";
import { Answer } from "./Answer.js";
import { AskAgain } from "./AskAgain.js";
import { useChat } from "./chat.js";
import { Consent } from "./Consent.js";
import { Contact } from "./Contact.js";
import { Copy } from "./Copy.js";
import { CustomEvents } from "./CustomEvents.js";
import { Disclaimer } from "./Disclaimer.js";
import { ErrorNotice } from "./ErrorNotice.js";
import { Feedback } from "./Feedback.js";
import { Form } from "./Form.js";
import { Header } from "./Header.js";
import { Input } from "./Input.js";
import { Label } from "./Label.js";
import { Limit } from "./Limit.js";
import { Note } from "./Note.js";
import { Question } from "./Question.js";
import { Reasoning } from "./Reasoning.js";
import { Result } from "./Result.js";
import { Sources } from "./Sources.js";
import { Status } from "./Status.js";
import { Steps } from "./Steps.js";
import { Submit } from "./Submit.js";
import { Suggestions } from "./Suggestions.js";
import { Time } from "./Time.js";
import { ToolCalls } from "./ToolCalls.js";

/** What `OneShotChat` shows inside `Root`. It has no props, so a token does not render it again. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const DefaultLayout = /* @__PURE__ */ memo(function DefaultLayout() {
  return (
    <>
      <Header />
      <Form>
        <FormContent />
        <Suggestions />
        <SmallPrint />
      </Form>
      <DefaultResult />
      <Announcer />
    </>
  );
});

/** The label, the box with its button, the limit, and the consent step. */
export function FormContent() {
  const { classOf } = useChat();
  return (
    <>
      <Label />
      <div className={classOf("composer")}>
        <Input />
        <Submit />
      </div>
      <Limit />
      <Consent />
    </>
  );
}

/** What stands below the box at all times. */
export function SmallPrint() {
  return (
    <>
      <Note />
      <Disclaimer />
    </>
  );
}

/** Everything that belongs to the answer. */
export function DefaultResult() {
  return (
    <Result>
      <Question />
      <Steps />
      <CustomEvents />
      <Reasoning />
      <ToolCalls />
      <Answer />
      <Sources />
      <Status />
      <Actions>
        <Copy />
        <AskAgain />
        <Feedback />
        <Time />
      </Actions>
      <ErrorNotice />
      <Contact />
    </Result>
  );
}
