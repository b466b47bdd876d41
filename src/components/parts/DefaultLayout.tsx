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

/** What `OneShotChat` and `FaqBot` show inside `Root`. It has no props, so a token does not render it again. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const DefaultLayout = /* @__PURE__ */ memo(function DefaultLayout() {
  return (
    <>
      <Header />
      <Form>
        <Label />
        <div className="osc-composer">
          <Input />
          <Submit />
        </div>
        <Limit />
        <Suggestions />
      </Form>
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
      <Announcer />
    </>
  );
});
