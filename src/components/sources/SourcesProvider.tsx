import { createContext, useContext, useId, useMemo, useState, type ReactNode } from "react";
import type { MarkdownSource } from "../../markdown/index.js";
import type { AnyRun } from "../chat/AnyRun.js";
import { useReport } from "../chat/useReport.js";
import { createSourceFinder, NONE, type AnyGetSources } from "./findSources.js";
import type { FoundSource } from "./Source.js";

interface SourcesOnPage {
  readonly sources: readonly FoundSource[];
  /** The same sources by their numbers, as Markdown wants them. */
  readonly byNumber: readonly (MarkdownSource | undefined)[];
  /** The id of a source's place in the list. */
  idOf(source: FoundSource): string;
}

const SourcesOnPageContext = /* @__PURE__ */ createContext<SourcesOnPage>({
  sources: NONE.sources,
  byNumber: [],
  idOf: () => "",
});

/** The sources of the run. A part that reads this renders when the run learns of a source, and not for a token. */
export const useSourcesOnPage = (): SourcesOnPage => useContext(SourcesOnPageContext);

interface SourcesProviderProps {
  run: AnyRun;
  getSources: AnyGetSources | undefined;
  children: ReactNode;
}

/** Finds the sources for all parts inside, so that the marks in the answer and the list agree. */
export function SourcesProvider({ run, getSources, children }: SourcesProviderProps) {
  const [find] = useState(createSourceFinder);
  const found = find(run, getSources);
  useReport(found.mistake);
  const idPrefix = useId();
  const value = useMemo(() => toSourcesOnPage(found.sources, idPrefix), [found.sources, idPrefix]);
  return <SourcesOnPageContext.Provider value={value}>{children}</SourcesOnPageContext.Provider>;
}

function toSourcesOnPage(sources: readonly FoundSource[], idPrefix: string): SourcesOnPage {
  const idOf = ({ numbers }: FoundSource) => `${idPrefix}-source-${numbers[0]}`;
  const byNumber: (MarkdownSource | undefined)[] = [];
  for (const source of sources) {
    const { title, url } = source;
    for (const number of source.numbers) byNumber[number - 1] = { id: idOf(source), title, url };
  }
  return { sources, byNumber: Array.from(byNumber), idOf };
}
