import {
  BOT_ATTRIBUTES,
  CHAT_ATTRIBUTES,
  PROPERTIES_ONLY,
  toProperty,
  type BotProperties,
  type Kind,
} from "./attributes.js";
import { readAttribute } from "./readAttribute.js";
import { REFUSED_CLIENT } from "./refusedClient.js";

/** What the page has set on an element, as attributes and as properties. The last one set counts. */
export interface HostProperties {
  /** What the components get. An address that must not be asked is not in it. */
  read(): BotProperties;
  /** Stops watching. What scripts have set stays on the element. */
  close(): void;
}

/**
 * Reads an element's attributes and properties, and follows their changes. Until now, a property that a script has set was
 * a plain one, which counts more than the attribute.
 *
 * Never throws. A wrong value is reported once, with the attribute and the fix, and counts as none.
 */
export function createHostProperties(
  host: HTMLElement,
  isBot: boolean,
  onChange: () => void,
): HostProperties {
  const kinds: Record<string, Kind> = { ...CHAT_ATTRIBUTES, ...(isBot && BOT_ATTRIBUTES) };
  const names = [...Object.keys(kinds).map(toProperty), ...PROPERTIES_ONLY];
  const values = new Map<string, unknown>();
  const setByScript = new Map<string, unknown>();
  let isRefused = false;

  function takeAttribute(name: string): void {
    const kind = kinds[name];
    if (kind) set(toProperty(name), kind, `attribute ${name}`, host.getAttribute(name));
  }
  function takeProperty(name: string, value: unknown): void {
    // `null` is the same as `undefined`.
    setByScript.set(name, value ?? undefined);
    if (name === "apiUrl")
      set(name, "url", "property apiUrl", value == null ? null : String(value));
    else values.set(name, value ?? undefined);
  }
  function set(property: string, kind: Kind, what: string, text: string | null): void {
    const reading = readAttribute(kind, text);
    const isWrong = "mistake" in reading;
    if (isWrong) report(what, text ?? "", reading.mistake);
    if (kind === "url") isRefused = isWrong;
    values.set(property, isWrong ? undefined : reading.value);
  }

  for (const name of Object.keys(kinds)) if (host.hasAttribute(name)) takeAttribute(name);
  for (const name of names) {
    // The element itself has `open`, because its attribute follows it.
    if (name === "open") continue;
    if (Object.hasOwn(host, name)) takeProperty(name, Reflect.get(host, name));
    Object.defineProperty(host, name, {
      configurable: true,
      enumerable: true,
      get: () => values.get(name),
      set(value: unknown) {
        takeProperty(name, value);
        onChange();
      },
    });
  }
  const observer = new MutationObserver((records) => {
    for (const name of new Set(records.map(({ attributeName }) => attributeName)))
      if (name) takeAttribute(name);
    onChange();
  });
  observer.observe(host, { attributeFilter: Object.keys(kinds) });

  return {
    read() {
      // Each value is of the type that its kind says, or of the one that TypeScript asked the page for.
      const properties: BotProperties = Object.fromEntries(values);
      const none = { apiUrl: undefined, headers: undefined, fetch: undefined };
      return isRefused ? { ...properties, ...none, client: REFUSED_CLIENT } : properties;
    },
    close() {
      observer.disconnect();
      for (const name of names) if (name !== "open") Reflect.deleteProperty(host, name);
      Object.assign(host, Object.fromEntries(setByScript));
    },
  };
}

/** The longest piece of a wrong value that the console shows. */
const MAX_SHOWN_CHARS = 60;

function report(what: string, text: string, mistake: string): void {
  const shown = text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS)}…` : text;
  console.error(`oneshot-chat: ${what}="${shown}" ${mistake}.`);
}
