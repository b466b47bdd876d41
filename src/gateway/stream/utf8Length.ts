// oxlint-disable-next-line no-control-regex -- ASCII begins with control characters.
const ASCII = /^[\0-\x7f]*$/;
const encoder = new TextEncoder();

/** The bytes of a text in UTF-8. Most texts are ASCII, and testing that is faster than encoding. */
export function utf8Length(text: string): number {
  return ASCII.test(text) ? text.length : encoder.encode(text).length;
}
