import { memo, type ReactNode } from "react";
import { Announcer } from "./announcer/Announcer.js";
import { Actions } from "./parts/Actions.js";
import { Answer } from "./parts/Answer.js";
import { AskAgain } from "./parts/AskAgain.js";
import { useChat } from "./chat/contexts.js";
import { Consent } from "./parts/Consent.js";
import { Contact } from "./parts/Contact.js";
import { Copy } from "./parts/Copy.js";
import { CustomEvents } from "./parts/CustomEvents.js";
import { Disclaimer } from "./parts/Disclaimer.js";
import { ErrorNotice } from "./parts/ErrorNotice.js";
import { Feedback } from "./parts/Feedback.js";
import { Form } from "./parts/Form.js";
import { Header } from "./parts/Header.js";
import { Input } from "./parts/Input.js";
import { Label } from "./parts/Label.js";
import { Limit } from "./parts/Limit.js";
import { Note } from "./parts/Note.js";
import { Question } from "./parts/Question.js";
import { Reasoning } from "./parts/Reasoning.js";
import { Result } from "./parts/Result.js";
import { Sources } from "./parts/Sources.js";
import { Status } from "./parts/Status.js";
import { Steps } from "./parts/Steps.js";
import { Submit } from "./parts/Submit.js";
import { Suggestions } from "./parts/Suggestions.js";
import { Time } from "./parts/Time.js";
import { ToolCalls } from "./parts/ToolCalls.js";

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

/** Everything that belongs to the answer, after `children`. */
export function DefaultResult({ children }: { children?: ReactNode }) {
  return (
    <Result>
      {children}
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
