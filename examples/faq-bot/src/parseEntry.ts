/** One FAQ entry: one question and its answer. */
export interface FaqEntry {
  /** The file name without `.md`, e.g. `"install"`. Links and the `sources` event use it, so it must not change. */
  readonly id: string;
  /** The question in our words. */
  readonly title: string;
  /** The same question in other people's words. */
  readonly alsoAsked: readonly string[];
  /** The heading above the entry in the list, e.g. `"Setting up"`. */
  readonly topic: string;
  /** The answer: paragraphs and lists, separated by blank lines. */
  readonly body: string;
}

/**
 * Reads one entry file: front matter (`title`, `topic`, optional list `alsoAsked`), then the answer.
 *
 * The front matter allows only these fields, and not all of YAML. People edit these files by hand, so a typo must be an
 * error that names the file. Otherwise a field would be missing without notice. Throws an `Error` that names the file
 * and what to change.
 */
export function parseEntry(id: string, text: string): FaqEntry {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll("\r\n", "\n"));
  if (parts === null)
    throw new Error(`${id}.md does not start with front matter between two --- lines.`);
  const { title, topic, alsoAsked } = parseFrontMatter(id, parts[1] ?? "");
  const body = (parts[2] ?? "").trim();
  if (title === "") throw new Error(`${id}.md has no title. Add "title: …" to its front matter.`);
  if (topic === "") throw new Error(`${id}.md has no topic. Add "topic: …" to its front matter.`);
  if (body === "") throw new Error(`${id}.md has no answer below its front matter.`);
  return { id, title, alsoAsked, topic, body };
}

function parseFrontMatter(id: string, text: string) {
  const fields = { title: "", topic: "", alsoAsked: [] as string[] };
  let inList = false;
  for (const line of text.split("\n")) {
    const item = /^\s+- (.+)$/.exec(line)?.[1];
    const [, key, value = ""] = /^(\w+):\s*(.*)$/.exec(line) ?? [];
    if (item !== undefined && inList) fields.alsoAsked.push(unquote(item));
    else if (key === "alsoAsked" && value === "") inList = true;
    else if (key === "title" || key === "topic") {
      fields[key] = unquote(value);
      inList = false;
    } else if (line.trim() !== "") {
      throw new Error(`${id}.md has a front matter line that is not understood: "${line}".`);
    }
  }
  return fields;
}

function unquote(value: string): string {
  return value.trim().replace(/^"(.*)"$/, "$1");
}
