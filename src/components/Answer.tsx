import { CopyButton, Markdown, toPlainText, type MarkdownProps } from "../markdown/index.js";
import type { Labels } from "./labels.js";

/** What a page may decide about the answer's Markdown; see {@link MarkdownProps}. */
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
