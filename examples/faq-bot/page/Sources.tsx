import type { SourcesEvent } from "../src/graph.js";
import { entryAnchor } from "./EntryList.js";

/** Lists the entries behind a run's answer. It shows nothing until the graph has sent them. */
export function Sources({ customEvents }: { customEvents: readonly unknown[] }) {
  const sources = customEvents.filter(isSourcesEvent).at(-1)?.sources ?? [];
  if (sources.length === 0) return null;
  return (
    <nav className="sources" aria-label="Sources">
      <span>From the FAQ:</span>
      <ul>
        {sources.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${entryAnchor(id)}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Checks the event that the graph sent, because its type is unknown. */
function isSourcesEvent(data: unknown): data is SourcesEvent {
  return (
    typeof data === "object" &&
    data !== null &&
    "type" in data &&
    data.type === "sources" &&
    "sources" in data &&
    Array.isArray(data.sources)
  );
}
