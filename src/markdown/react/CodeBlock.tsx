import { useContext } from "react";
import { neutraliseText } from "../parser/index.js";
import { CodeLines } from "./CodeLines.js";
import { CopyButton } from "./CopyButton.js";
import { fillLabel } from "./fillLabel.js";
import { renderDetailedSlot } from "./renderSlot.js";
import { SettingsContext } from "./settings.js";

interface CodeBlockProps {
  code: string;
  language: string | undefined;
  isOpen: boolean;
}

/** Fenced or indented code, with the name of its language and a button that copies it. */
export function CodeBlock({ code, language, isOpen }: CodeBlockProps) {
  const settings = useContext(SettingsContext);
  const { components, labels } = settings;
  const className = language ? `osc-md-code language-${language}` : "osc-md-code";
  const isReplaced = components.code !== undefined || components.pre !== undefined;
  // Only a component of the page reads the text, and neutralising long code for every token takes time.
  const text = isReplaced ? neutraliseText(code) : "";
  const details = { text, language, isBlock: true, isOpen };
  const lines = <CodeLines code={code} />;
  const content = renderDetailedSlot(settings, "code", { className }, details, lines);
  if (components.pre) return renderDetailedSlot(settings, "pre", { className }, details, content);
  const name = language ? fillLabel(labels.codeIn, { language }) : labels.code;
  return (
    <div className="osc-md-code-block" role="group" aria-label={name} dir="ltr">
      <div className="osc-md-code-head">
        <span className="osc-md-code-language">{language}</span>
        <CopyButton
          className="osc-md-copy"
          text={() => neutraliseText(code)}
          label={labels.copyCode}
          copied={labels.copied}
          copyFailed={labels.copyFailed}
        />
      </div>
      {/* The keyboard scrolls the element that has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="osc-md-pre" tabIndex={0}>
        {content}
      </pre>
    </div>
  );
}
