import { memo } from "react";
import { Announcer } from "../announcer/Announcer.js";
import { useChat, useCourse } from "../chat/contexts.js";
import { DefaultResult, FormContent, SmallPrint } from "../DefaultLayout.js";
import { Form } from "../parts/Form.js";
import { Header } from "../parts/Header.js";
import { Suggestions } from "../parts/Suggestions.js";
import { useLowWindow } from "./useLowWindow.js";

/**
 * What `FaqBot` shows inside `Root`: the parts of the default layout, with the form below what scrolls, so that it stays
 * where it is. In a low window, the small print scrolls too, so that the answer has room. It has no props, so a token does
 * not render it again.
 */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const PanelLayout = /* @__PURE__ */ memo(function PanelLayout() {
  const { classOf } = useChat();
  const isLow = useLowWindow();
  const { status } = useCourse();
  return (
    <>
      <div className={classOf("intro")} data-part="intro">
        <Header />
        <Suggestions />
        {isLow && status === "idle" && <SmallPrint />}
      </div>
      <DefaultResult>
        {isLow && (
          <div>
            <SmallPrint />
          </div>
        )}
      </DefaultResult>
      <Form>
        <FormContent />
        {!isLow && <SmallPrint />}
      </Form>
      <Announcer />
    </>
  );
});
