const ALWAYS = 1_000;
const CHARS_PER_ELEMENT = 8;

/**
 * How many elements a text of so many characters may become; what would be more is shown as it is
 * written. Prose has one for every 50 to 100 characters and a table of short numbers one for every 4,
 * so only a long text of hardly anything but marks comes here: a hostile one, of 100 kB, could ask the
 * browser for 100,000 elements and make it stand still for seconds.
 */
export function maxElements(chars: number): number {
  return ALWAYS + chars / CHARS_PER_ELEMENT;
}
