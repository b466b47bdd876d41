import {
  BOT_ATTRIBUTES,
  CHAT_ATTRIBUTES,
  PROPERTIES_ONLY,
  toProperty,
  type BotProperties,
  type Kind,
} from "./attributes.js";
import { mistakeOf } from "./mistakeOf.js";
import { readValue } from "./readValue.js";

/** What the page has set on an element, as attributes and as properties. The last one set counts. */
export interface HostProperties {
  /**
   * What the components get. An address that must not be asked is not in it. `mistake` says why the element cannot
   * work, and the fix.
   */
  read(): BotProperties & { readonly mistake: string | undefined };
  /** Stops watching. What scripts have set stays on the element. */
  close(): void;
}

/**
 * Reads an element's attributes and properties, and follows their changes. Until now, a property that a script has set was
 * a plain one, which counts more than the attribute.
 *
 * Never throws. A wrong value is reported once, with its name and the fix, and counts as none.
 */
export function createHostProperties(
  host: HTMLElement,
  isBot: boolean,
  onChange: () => void,
): HostProperties {
  const ofAttribute: Record<string, Kind> = { ...CHAT_ATTRIBUTES, ...(isBot && BOT_ATTRIBUTES) };
  const attributes = Object.keys(ofAttribute);
  const ofProperty = new Map<string, Kind>([
    ...attributes.map((name) => [toProperty(name), ofAttribute[name] ?? "text"] as const),
    ...PROPERTIES_ONLY.map((name) => [name, name === "client" ? "json" : "function"] as const),
  ]);
  // The element itself has `open`, because its attribute follows it.
  const names = [...ofProperty.keys()].filter((name) => name !== "open");
  const values = new Map<string, unknown>();
  const setByScript = new Map<string, unknown>();
  let refusal: string | undefined;

  function takeAttribute(name: string): void {
    setByScript.delete(toProperty(name));
    take(toProperty(name), `attribute ${name}`, host.getAttribute(name));
  }
  function takeProperty(name: string, given: unknown): void {
    setByScript.set(name, given);
    take(name, `property ${name}`, given);
  }
  function take(property: string, what: string, given: unknown): void {
    const kind = ofProperty.get(property) ?? "text";
    const { value, mistake } = readValue(kind, property, given);
    const isText = typeof given === "string";
    const message = mistake && `${what}${isText ? `="${cut(given)}"` : ""} ${mistake}.`;
    // The run reports why an address is not asked.
    if (kind === "url") refusal = message;
    else if (message) console.error(`oneshot-chat: ${message}`, ...(isText ? [] : [given]));
    values.set(property, value);
  }
  function takeChanges(records: readonly MutationRecord[]): void {
    for (const name of new Set(records.map(({ attributeName }) => attributeName)))
      if (name) takeAttribute(name);
  }

  const observer = new MutationObserver((records) => {
    takeChanges(records);
    onChange();
  });
  observer.observe(host, { attributeFilter: attributes });
  for (const name of attributes) if (host.hasAttribute(name)) takeAttribute(name);
  for (const name of names) {
    const early: unknown = Object.hasOwn(host, name) ? Reflect.get(host, name) : undefined;
    if (early !== undefined) takeProperty(name, early);
    Object.defineProperty(host, name, {
      configurable: true,
      enumerable: true,
      get: () => values.get(name),
      set(given: unknown) {
        // An attribute that was set before, in the same task, must not count after it.
        takeChanges(observer.takeRecords());
        takeProperty(name, given);
        onChange();
      },
    });
  }

  return {
    read() {
      // Each value is of the type that its kind says.
      const properties: BotProperties = Object.fromEntries(values);
      return { ...properties, mistake: refusal ?? mistakeOf(host, properties) };
    },
    close() {
      observer.disconnect();
      for (const name of names) Reflect.deleteProperty(host, name);
      Object.assign(host, Object.fromEntries(setByScript));
    },
  };
}

/** The longest piece of a wrong value that the console shows. */
const MAX_SHOWN_CHARS = 60;

function cut(text: string): string {
  return text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS)}…` : text;
}
