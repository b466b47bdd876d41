import { CopyButton, toPlainText } from "../../markdown/index.js";
import { useChat, useRun } from "./chat.js";

/** Buttons that copy the answer, as the model wrote it and without Markdown's marks. */
export function Copy() {
  const { labels, unstyled } = useChat();
  const { answer } = useRun();
  const { copied, copyFailed } = labels;
  const looks = { className: unstyled ? undefined : "osc-action", copied, copyFailed };
  return (
    <>
      <CopyButton {...looks} label={labels.copyMarkdown} text={() => answer} />
      <CopyButton {...looks} label={labels.copyText} text={() => toPlainText(answer)} />
    </>
  );
}
