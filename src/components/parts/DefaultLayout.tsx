import { memo } from "react";
import { Announcer } from "../announcer/Announcer.js";
import { Actions } from "./Actions.js";
import { Answer } from "./Answer.js";
import { Copy } from "./Copy.js";
import { ErrorNotice } from "./ErrorNotice.js";
import { Form } from "./Form.js";
import { Header } from "./Header.js";
import { Input } from "./Input.js";
import { Label } from "./Label.js";
import { Limit } from "./Limit.js";
import { Question } from "./Question.js";
import { Result } from "./Result.js";
import { Status } from "./Status.js";
import { Steps } from "./Steps.js";
import { Submit } from "./Submit.js";
import { Suggestions } from "./Suggestions.js";

/** What `OneShotChat` shows inside `Root`. It has no props, so a token does not render it again. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const DefaultLayout = /* @__PURE__ */ memo(function DefaultLayout() {
  return (
    <>
      <Header />
      <Form>
        <FormContent />
        <Suggestions />
      </Form>
      <DefaultResult />
      <Announcer />
    </>
  );
});

/** The label, the box with its button, and the limit. */
export function FormContent() {
  return (
    <>
      <Label />
      <div className="osc-composer">
        <Input />
        <Submit />
      </div>
      <Limit />
    </>
  );
}

/** Everything that belongs to the answer. */
export function DefaultResult() {
  return (
    <Result>
      <Question />
      <Steps />
      <Answer />
      <Status />
      <Actions>
        <Copy />
      </Actions>
      <ErrorNotice />
    </Result>
  );
}
