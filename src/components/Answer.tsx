import { CopyButton, Markdown, toPlainText, type MarkdownProps } from "../markdown/index.js";
import type { Labels } from "./labels.js";

/** The options of {@link MarkdownProps} that a page may set for the answer. */
export type AnswerLooks = Pick<MarkdownProps, "components" | "allowedImagePrefixes">;

export interface AnswerProps extends AnswerLooks {
  answer: string;
  isRunning: boolean;
  labels: Labels;
}

/** The answer while it streams, and buttons that copy it once the run has ended. */
export function Answer({ answer, isRunning, labels, ...looks }: AnswerProps) {
  const { copied, copyFailed } = labels;
  return (
    <>
      <section className="osc-answer" aria-label={labels.answer}>
        <Markdown text={answer} isStreaming={isRunning} labels={labels.markdown} {...looks} />
      </section>
      {!isRunning && (
        <div className="osc-actions">
          <CopyButton
            className="osc-action"
            label={labels.copyMarkdown}
            text={() => answer}
            copied={copied}
            copyFailed={copyFailed}
          />
          <CopyButton
            className="osc-action"
            label={labels.copyText}
            text={() => toPlainText(answer)}
            copied={copied}
            copyFailed={copyFailed}
          />
        </div>
      )}
    </>
  );
}
