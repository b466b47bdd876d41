/** Lists the contenders. Each one is a separate page, built by the same bundler with the same settings. */
import { join } from "node:path";

export interface Contender {
  readonly id: string;
  readonly title: string;
  /** The path below `contenders/`. */
  readonly file: string;
  readonly framework: "none" | "react" | "preact";
  /** Whether the page is expected to render Markdown. A page that shows plain text has less work. */
  readonly rendersMarkdown: boolean;
  readonly isOurs?: boolean;
}

const contender = (
  id: string,
  title: string,
  file: string,
  more: Partial<Contender> = {},
): Contender => ({ id, title, file, framework: "react", rendersMarkdown: true, ...more });

export const CONTENDERS: readonly Contender[] = [
  contender("floor", "floor (fetch, text node)", "floor.ts", {
    framework: "none",
    rendersMarkdown: false,
  }),
  contender("sdk", "SDK loop, text node", "sdk.ts", { framework: "none", rendersMarkdown: false }),
  contender("ours", "oneshot-chat", "ours.tsx", { isOurs: true }),
  contender("ours-preact", "oneshot-chat on preact", "ours.tsx", {
    framework: "preact",
    isOurs: true,
  }),
  contender("streamdown", "SDK loop, streamdown", "streamdown.tsx"),
  contender("streamdown-token", "SDK loop, streamdown per token", "streamdownPerToken.tsx"),
  contender("assistant-ui", "assistant-ui", "assistantUi.tsx"),
  contender("langchain-react", "@langchain/react, react-markdown", "langchainReact.tsx"),
  contender("use-stream", "SDK useStream, react-markdown", "useStream.tsx"),
];

export const entryOf = ({ file }: Contender): string =>
  join(import.meta.dirname, "contenders", file);

export function findContender(id: string): Contender {
  const found = CONTENDERS.find((it) => it.id === id);
  if (!found) throw new Error(`There is no contender "${id}".`);
  return found;
}
