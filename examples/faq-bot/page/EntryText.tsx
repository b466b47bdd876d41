/** Renders the Markdown that entries use: paragraphs, lists with "- " and inline `code`. */
export function EntryText({ text }: { text: string }) {
  return (
    <div className="entry-text">
      {text.split(/\n\s*\n/).map((block, at) =>
        block.startsWith("- ") ? (
          <ul key={at}>
            {block.split("\n").map((item) => (
              <li key={item}>
                <Inline text={item.replace(/^- /, "")} />
              </li>
            ))}
          </ul>
        ) : (
          <p key={at}>
            <Inline text={block} />
          </p>
        ),
      )}
    </div>
  );
}

function Inline({ text }: { text: string }) {
  // `split` by a pattern with a group returns text and code alternately.
  return text
    .split(/`([^`]+)`/)
    .map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
