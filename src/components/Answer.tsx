import {
  CopyButton,
  Markdown,
  toPlainText,
  type CopyButtonProps,
  type MarkdownProps,
} from "../markdown/index.js";
import type { Labels } from "./labels.js";

/** What a page may decide about the answer's Markdown; see {@link MarkdownProps}. */
export type AnswerLooks = Pick<MarkdownProps, "components" | "allowedImagePrefixes">;

export interface AnswerProps extends AnswerLooks {
  answer: string;
  isRunning: boolean;
  labels: Labels;
}

/** The answer as it is written, and, once nothing more comes, the means to take it along. */
export function Answer({ answer, isRunning, labels, ...looks }: AnswerProps) {
  const { copied, copyFailed } = labels;
  const copyAs = (label: string, text: CopyButtonProps["text"]) => (
    <CopyButton className="osc-action" {...{ label, text, copied, copyFailed }} />
  );
  return (
    <>
      <section className="osc-answer" aria-label={labels.answer}>
        <Markdown text={answer} isStreaming={isRunning} labels={labels.markdown} {...looks} />
      </section>
      {!isRunning && (
        <div className="osc-actions">
          {copyAs(labels.copyMarkdown, () => answer)}
          {copyAs(labels.copyText, () => toPlainText(answer))}
        </div>
      )}
    </>
  );
}
