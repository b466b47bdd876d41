/** One event of a stream as text. `data` is one line of JSON. */
export function eventText(name: string, data: string): string {
  return `event: ${name}\ndata: ${data}\n\n`;
}
