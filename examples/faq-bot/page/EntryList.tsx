import { useEffect } from "react";
import entries from "virtual:faq-entries";
import { EntryText } from "./EntryText.js";

/** The topics in the order in which a newcomer asks. Other topics come last. */
const TOPICS = [
  "The idea",
  "Setting up",
  "Using the hook",
  "Looks and words",
  "Accessibility",
  "Quality",
  "Security and privacy",
  "When something fails",
  "Asking this bot",
];

/** The entries that come first in their topic. The others follow by file name. */
const OPENERS = [
  "what-is-it",
  "install",
  "hook",
  "styling",
  "accessibility",
  "testing",
  "api-key-secret",
  "no-answer",
  "what-can-i-ask",
];

const topics = [...new Set([...TOPICS, ...entries.map(({ topic }) => topic)])];

export function entryAnchor(id: string): string {
  return `faq-${id}`;
}

/** Lists all entries by topic. Each entry is closed at first. A link to its anchor opens it. */
export function EntryList() {
  useEffect(() => {
    unfoldTarget();
    window.addEventListener("hashchange", unfoldTarget);
    return () => window.removeEventListener("hashchange", unfoldTarget);
  }, []);

  return (
    <div className="topics">
      {topics.map((topic) => (
        <section key={topic}>
          <h3>{topic}</h3>
          <div>
            {entriesOf(topic).map(({ id, title, body }) => (
              <details key={id} id={entryAnchor(id)}>
                <summary>{title}</summary>
                <EntryText text={body} />
              </details>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function entriesOf(topic: string) {
  const inTopic = entries.filter((entry) => entry.topic === topic);
  const isOpener = ({ id }: { id: string }) => OPENERS.includes(id);
  return [...inTopic.filter(isOpener), ...inTopic.filter((entry) => !isOpener(entry))];
}

function unfoldTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
